import { quoted } from '../document/shell-word.ts'
import { suffixToForward } from '../zone/suffix-to-forward.ts'
import type { Need } from './need.ts'
import { comments } from './shell.ts'

/**
 * Conditional forwarders of the public suffixes, as functions of the shell that print nothing before they are called:
 * for BIND, unbound, CoreDNS and Windows DNS, and as rules of an Azure DNS private resolver.
 */
export function forwarders(needs: readonly Need[]): readonly string[] {
  const suffixes = [...new Set(needs.flatMap(suffixOf))].toSorted()
  return [
    ...comments([
      'Conditional forwarders for a DNS server of your own. Inside Azure to 168.63.129.16, which answers nowhere else; from',
      'elsewhere to the inbound endpoint of a DNS private resolver. Nothing is printed before this is called:',
      '  perimeter_forwarders ADDRESS [bind|unbound|coredns|windows]',
      'Forward these suffixes, not privatelink.*: clients ask for the public name. Windows: a time-out above 4 s.',
    ]),
    'perimeter_forwarders() {',
    ...loop(suffixes),
    '  case "${2:-bind}" in',
    ...FORMS.map(
      ([server, form, last = '']) =>
        `  ${server}) printf '${form}' "$suffix" "\${1:-168.63.129.16}"${last} ;;`,
    ),
    '  *) echo "no such DNS server: $2" >&2; return 1 ;;',
    '  esac',
    'done',
    '}',
    '',
    ...comments([
      'The same as rules of an Azure DNS private resolver, for networks that use Azure’s DNS and do not link the zones.',
      'Do not link the ruleset to the network whose inbound endpoint is ADDRESS: it would ask itself. Called as:',
      '  perimeter_resolver_rules RESOURCE_GROUP RULESET ADDRESS',
    ]),
    'perimeter_resolver_rules() {',
    ...loop(suffixes),
    '  az dns-resolver forwarding-rule create --resource-group "$1" --ruleset-name "$2" \\',
    '    --name "$(echo "$suffix" | tr . -)" --domain-name "$suffix." --forwarding-rule-state Enabled \\',
    '    --target-dns-servers "[{ip-address:$3,port:53}]"',
    'done',
    '}',
  ]
}

/** Each takes the suffix and then the address. unbound strips private addresses of a name that it is not told of. */
const FORMS: readonly (readonly [server: string, form: string, last?: string])[] = [
  ['bind', 'zone "%s" { type forward; forward only; forwarders { %s; }; };\\n'],
  [
    'unbound',
    'forward-zone:\\n  name: "%s"\\n  forward-addr: %s\\nserver:\\n  private-domain: "%s"\\n',
    ' "$suffix"',
  ],
  ['coredns', '%s:53 {\\n  errors\\n  cache 30\\n  forward . %s\\n}\\n'],
  [
    'windows',
    'Add-DnsServerConditionalForwarderZone -Name "%s" -MasterServers %s -ForwarderTimeout 5\\n',
  ],
]

function loop(suffixes: readonly string[]): readonly string[] {
  return [
    'for suffix in \\',
    ...suffixes.map((suffix, i) => `  ${quoted(suffix)}${i < suffixes.length - 1 ? ' \\' : ''}`),
    'do',
  ]
}

/** The public suffix of the service; for a zone of the configuration’s own all behind the first label. */
function suffixOf({ host }: Need): readonly string[] {
  const known = suffixToForward(host)
  if (known !== null) return [known]
  return host.includes('.') ? [host.slice(host.indexOf('.') + 1)] : []
}
