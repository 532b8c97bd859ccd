import { quoted } from '../document/shell-word.ts'
import { description, type Omitted, omitted, plain, whyLines } from './comment.ts'
import { GOOGLE_VIPS, isVip } from './google-vips.ts'
import { type Need, portsOf, union } from './need.ts'
import { type Transport, transportOf } from './protocol.ts'
import { direct, type Rendered } from './rendered.ts'
import { uniqueNames } from './rule-names.ts'
import { ledOnTo, noteOfTag, tagsFor } from './service-tags.ts'
import { command, comments, script } from './shell.ts'

/** Azure takes no longer description of a rule. */
const LONGEST_DESCRIPTION = 140

const NO_TAG =
  'No rule: a network security group cannot filter by name, and no service tag for it is known. The public addresses behind a name change; only the tag Internet would hold them, and with it everything else. Use a firewall that knows names (--for azure-firewall)'
const NO_DENY =
  'Must be blocked, and a network security group cannot deny a name. Once what is needed is allowed, deny the tag Internet at a priority behind it, such as 4096'

const NETWORK = 'VirtualNetwork'
const ENDPOINT = 'A private endpoint: the subnet of its own may need a rule, too'
const NO_ADDRESSES =
  'The configuration does not say the addresses, which expect.addresses would, so this is the whole network'

/** In the words of a security rule. */
const PROTOCOLS = { tcp: 'Tcp', udp: 'Udp' } as const satisfies Record<Transport, string>

interface SecurityRule {
  readonly action: 'Allow' | 'Deny'
  readonly name: string
  readonly to: readonly string[]
  readonly ports: string
  readonly protocol: (typeof PROTOCOLS)[Transport]
  readonly notes: readonly string[]
  readonly needs: readonly Need[]
}

/**
 * Outbound rules of a network security group, by service tags and addresses. Source: "you can't specify multiple
 * service tags or application groups in a rule", learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
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
    const to = destinations(need)
    if (typeof to === 'string') unfit.push(omitted(need, to))
    else for (const one of to) addRule(byKey, need, one)
  }
  const rules = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule)
  return { rules, unfit }
}

function addRule(byKey: Map<string, SecurityRule>, need: Need, to: Destination): void {
  const action = need.action === 'deny' ? 'Deny' : 'Allow'
  const protocol = PROTOCOLS[transportOf(need)]
  const ports = portsOf(need)
  const key = [action === 'Deny' ? 0 : 1, to.name, protocol, ports].join(' ')
  const before = byKey.get(key)
  byKey.set(key, {
    action,
    to: union(before?.to ?? [], to.prefixes),
    name: `perimeter-${action}-${to.name}-${protocol}-${ports}`,
    notes: union(before?.notes ?? [], to.notes),
    ports,
    protocol,
    needs: [...(before?.needs ?? []), need],
  })
}

/** A tag holds every address that clients are led on to, which no rule for a name would. */
function withPortsOfTag(need: Need): readonly Need[] {
  const on = ledOnTo(need)
  return on === null ? [need] : [need, { ...need, addresses: [], port: on.port, to: on.to }]
}

interface Destination {
  /** What shares a name shares a rule. */
  readonly name: string
  readonly prefixes: readonly string[]
  readonly notes: readonly string[]
}

/** Where a need leads, each a rule of its own; a text says why there is none. */
function destinations(need: Need): readonly Destination[] | string {
  const { kind, host, leads, action, addresses } = need
  if (kind === 'address') return byFamily({ 4: 'IPv4', 6: 'IPv6' }, [host], [])
  if (isVip(leads)) {
    const { name, prefix4 } = GOOGLE_VIPS[leads]
    return [{ name, prefixes: [prefix4], notes: [] }]
  }
  const notes = action === 'allow' && need.zones.length > 0 ? [ENDPOINT] : []
  if (addresses.length > 0) return byFamily({ 4: host, 6: `${host}-IPv6` }, addresses, notes)
  if (leads === 'private') {
    return [{ name: NETWORK, prefixes: [NETWORK], notes: [...notes, NO_ADDRESSES] }]
  }
  if (action === 'deny') return NO_DENY
  // A rule takes several prefixes, and one tag alone.
  const tags = tagsFor(host)?.tags.map((tag) => {
    const note = noteOfTag(tag)
    return { name: tag, prefixes: [tag], notes: note === null ? [] : [note] }
  })
  return tags ?? NO_TAG
}

/** A rule holds addresses of one family only. */
function byFamily(
  names: Readonly<Record<4 | 6, string>>,
  addresses: readonly string[],
  notes: readonly string[],
): readonly Destination[] {
  return ([4, 6] as const).flatMap((family) => {
    const prefixes = addresses.filter((prefix) => prefix.includes(':') === (family === 6))
    return prefixes.length === 0 ? [] : [{ name: names[family], prefixes, notes }]
  })
}

function ruleLines(rule: SecurityRule, name: string, index: number): readonly string[] {
  const { action, to, ports, protocol, notes, needs } = rule
  const about = description(needs, LONGEST_DESCRIPTION)
  return [
    ...comments([...whyLines(needs), ...notes.map(plain)]),
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
