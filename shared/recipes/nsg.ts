import { quoted } from '../document/shell-word.ts'
import { description, type Omitted, omitted, plain, whyLines } from './comment.ts'
import { GOOGLE_VIPS, isVip } from './google-vips.ts'
import { type Need, portsOf, union } from './need.ts'
import { type Transport, transportOf } from './protocol.ts'
import { direct, type Rendered } from './rendered.ts'
import { uniqueNames } from './rule-names.ts'
import { tagsFor } from './service-tags.ts'
import { command, comments, script } from './shell.ts'

/** Azure takes no longer description of a rule. */
const LONGEST_DESCRIPTION = 140

const NO_TAG =
  'No rule: a network security group cannot filter by name, and no service tag is documented. The public addresses behind a name change; only the tag Internet would hold them, and with it everything else. Use a firewall that knows names (--for azure-firewall)'
const NO_DENY =
  'Must be blocked, and a network security group cannot deny a name. Once what is needed is allowed, deny the tag Internet at a priority behind it, such as 4096'

/** In the words of a security rule. */
const PROTOCOLS = { tcp: 'Tcp', udp: 'Udp' } as const satisfies Record<Transport, string>

interface SecurityRule {
  readonly action: 'Allow' | 'Deny'
  readonly name: string
  readonly to: readonly string[]
  readonly ports: string
  readonly protocol: (typeof PROTOCOLS)[Transport]
  readonly note: string | null
  readonly needs: readonly Need[]
}

/** Outbound rules of a network security group, by service tags and addresses. */
export function nsgRules(needs: readonly Need[]): Rendered {
  const { rest, left } = direct(needs)
  const { rules, unfit } = rulesOf(rest)
  const names = uniqueNames(rules.map(({ name }) => name))
  const variables = {
    RESOURCE_GROUP: 'resource group of the network security group',
    NSG: 'name of the network security group of the subnet',
  }
  const lines = rules.flatMap((rule, i) => ['', ...ruleLines(rule, names[i] ?? '', i)])
  const priority = ['PRIORITY=${PRIORITY:-200} # of the first rule; the others follow']
  return {
    lines: rules.length === 0 ? [] : script(variables, [...priority, ...lines]),
    left: [...left, ...unfit],
  }
}

function rulesOf(needs: readonly Need[]): { rules: readonly SecurityRule[]; unfit: Omitted[] } {
  const unfit: Omitted[] = []
  const byKey = new Map<string, SecurityRule>()
  for (const need of needs.flatMap(withPortsOfTag)) {
    const to = destination(need)
    if (typeof to === 'string') {
      unfit.push(omitted(need, to))
      continue
    }
    const action = need.action === 'deny' ? 'Deny' : 'Allow'
    const protocol = PROTOCOLS[transportOf(need)]
    const ports = portsOf(need)
    const key = [action === 'Deny' ? 0 : 1, to.name, protocol, ports].join(' ')
    const before = byKey.get(key)
    byKey.set(key, {
      action,
      to: union(before?.to ?? [], to.prefixes),
      name: `perimeter-${action}-${to.name}-${protocol}-${ports}`,
      note: to.note,
      ports,
      protocol,
      needs: [...(before?.needs ?? []), need],
    })
  }
  const rules = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule)
  return { rules, unfit }
}

/** A tag holds every address that clients are led on to, which no rule for a name would. */
function withPortsOfTag(need: Need): readonly Need[] {
  const { kind, leads, action, host, port } = need
  if (kind !== 'name' || leads !== 'public' || action === 'deny') return [need]
  const onTo = tagsFor(host)?.onTo
  if (onTo === undefined || onTo.after !== port) return [need]
  return [need, { ...need, port: onTo.port, to: onTo.to }]
}

interface Destination {
  /** What shares a name shares a rule. */
  readonly name: string
  readonly prefixes: readonly string[]
  readonly note: string | null
}

/** Tags or prefixes; a text says why there are none. */
function destination({ kind, host, leads, action, addresses }: Need): Destination | string {
  if (kind === 'address') {
    // A rule holds addresses of one family only.
    return { name: host.includes(':') ? 'IPv6' : 'IPv4', prefixes: [host], note: null }
  }
  if (isVip(leads)) {
    const { name, prefix4 } = GOOGLE_VIPS[leads]
    return { name, prefixes: [prefix4], note: null }
  }
  if (leads === 'private') return privateDestination(host, addresses)
  if (action === 'deny') return NO_DENY
  const row = tagsFor(host)
  return row === null ? NO_TAG : { name: row.tags.join('-'), prefixes: row.tags, note: row.note }
}

function privateDestination(host: string, addresses: readonly string[]): Destination {
  const note = 'A private endpoint: the subnet of its own may need a rule, too'
  const four = addresses.filter((prefix) => !prefix.includes(':'))
  if (four.length > 0) return { name: host, prefixes: four, note }
  const whole =
    'the configuration does not say its addresses, expect.addresses, so this is the whole network'
  return { name: 'VirtualNetwork', prefixes: ['VirtualNetwork'], note: `${note}; ${whole}` }
}

function ruleLines(rule: SecurityRule, name: string, index: number): readonly string[] {
  const { action, to, ports, protocol, note, needs } = rule
  const about = description(needs, LONGEST_DESCRIPTION)
  return [
    ...comments([...whyLines(needs), ...(note === null ? [] : [plain(note)])]),
    ...command(
      ['az network nsg rule create'],
      [
        '--resource-group "$RESOURCE_GROUP" --nsg-name "$NSG"',
        `--name ${quoted(name)} --priority "$((PRIORITY + ${index}))"`,
        `--direction Outbound --access ${action} --protocol ${protocol}`,
        `--destination-address-prefixes ${to.map(quoted).join(' ')}`,
        `--destination-port-ranges ${ports}`,
        `--description ${quoted(about)}`,
      ],
    ),
  ]
}
