import { quoted } from '../document/shell-word.ts'
import { type Omitted, omitted, whyLines } from './comment.ts'
import { vipPath } from './google-path.ts'
import { DIRECT_PATH, GOOGLE_VIPS, isVip } from './google-vips.ts'
import { type Need, portsOf, union } from './need.ts'
import { type Transport, transportOf } from './protocol.ts'
import { direct, type Rendered, WHY } from './rendered.ts'
import { googleNames } from './rule-names.ts'
import { command, comments, script } from './shell.ts'

const NO_NAMES =
  'No rule: VPC firewall rules do not know names, and the addresses behind these change. Cloud NGFW does (--for gcp-ngfw), or a Secure Web Proxy'
const NO_DENY =
  'Must be blocked, and VPC firewall rules do not know names. Once what is needed is allowed, deny 0.0.0.0/0 and ::/0 at a priority behind it, such as 65000'

/** Ranges that a rule is about, with what needs them. */
export interface RuleRange {
  readonly name: string
  readonly action: 'allow' | 'deny'
  readonly prefixes: readonly string[]
  readonly layer4: string
  /** Said in the place of what needs it. */
  readonly note: string | null
  readonly needs: readonly Need[]
}

/** Egress rules of a VPC network, by ranges: the VIPs, what goes with them, and addresses. */
export function gcpFirewallRules(needs: readonly Need[]): Rendered {
  const { rest, left } = direct(needs)
  const { ranges, unfit } = fitRanges(rest)
  const names = googleNames(ranges.map(({ name }) => name))
  const variables = { PROJECT: 'project of the network', NETWORK: 'name of the VPC network' }
  const lines = ranges.flatMap((range, i) => ['', ...rangeLines(range, names[i] ?? '')])
  const priority = [
    'PRIORITY=${PRIORITY:-900} # of denials; allowances come after them, and both before rules that deny more',
  ]
  return {
    lines:
      ranges.length === 0
        ? []
        : [
            ...comments([
              'Egress is allowed where no rule denies it, so that these matter together with rules that deny.',
            ]),
            ...script(variables, [...priority, ...lines]),
            ...vipPath(rest),
          ],
    left: [...left, ...unfit],
  }
}

/** What goes by ranges, and what does not, with the reason. */
export function fitRanges(needs: readonly Need[]): {
  readonly ranges: readonly RuleRange[]
  readonly unfit: readonly Omitted[]
} {
  return { ranges: rangesOf(needs), unfit: needs.flatMap(withoutRange) }
}

const BESIDE = 'Direct connectivity, which Google asks to allow in addition to a VIP'

/** What goes by ranges, denials first: one for each VIP and name, and one for the addresses at a port. */
export function rangesOf(needs: readonly Need[]): readonly RuleRange[] {
  const byKey = new Map<string, RuleRange>()
  for (const range of needs.flatMap(rangesFor)) {
    const key = `${range.action === 'deny' ? 0 : 1} ${range.name}`
    const before = byKey.get(key)
    byKey.set(key, before === undefined ? range : joined(before, range))
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, range]) => range)
}

function joined(a: RuleRange, b: RuleRange): RuleRange {
  return { ...a, prefixes: union(a.prefixes, b.prefixes), needs: [...a.needs, ...b.needs] }
}

/** Protocols by the names that VPC firewall rules give them. */
const PROTOCOLS = { tcp: 'tcp', udp: 'udp' } as const satisfies Record<Transport, string>

/** A protocol with its port, as Google's rules take it. */
export function layer4Of(need: Need): string {
  return `${PROTOCOLS[transportOf(need)]}:${portsOf(need)}`
}

function rangesFor(need: Need): readonly RuleRange[] {
  const { kind, host, leads, action, addresses } = need
  const layer4 = layer4Of(need)
  const of = { layer4, action, note: null, needs: [need] }
  const at = `${layer4.replace(':', '-')}`
  if (isVip(leads)) {
    const { name, prefix4, prefix6 } = GOOGLE_VIPS[leads]
    const path = [DIRECT_PATH.prefix4, DIRECT_PATH.prefix6]
    return [
      ...byFamily(`${name}-${at}`, [prefix4, prefix6], of),
      ...byFamily(`google-directpath-${at}`, path, { ...of, note: BESIDE }),
    ]
  }
  if (kind === 'address') return byFamily(`${action}-addresses-${at}`, addresses, of)
  return byFamily(`${action}-${host}-${at}`, addresses, of)
}

/** A rule holds addresses of one family only. */
function byFamily(
  name: string,
  prefixes: readonly string[],
  of: Omit<RuleRange, 'name' | 'prefixes'>,
): readonly RuleRange[] {
  const six = prefixes.filter((prefix) => prefix.includes(':'))
  const four = prefixes.filter((prefix) => !prefix.includes(':'))
  return [
    ...(four.length > 0 ? [{ ...of, name, prefixes: four }] : []),
    ...(six.length > 0 ? [{ ...of, name: `${name}-v6`, prefixes: six }] : []),
  ]
}

function withoutRange(need: Need): readonly Omitted[] {
  if (rangesFor(need).length > 0) return []
  if (need.leads === 'private') return [omitted(need, WHY.privateAddresses)]
  return [omitted(need, need.action === 'deny' ? NO_DENY : NO_NAMES)]
}

function rangeLines(range: RuleRange, name: string): readonly string[] {
  const { action, prefixes, layer4, needs, note } = range
  return [
    ...comments(note === null ? whyLines(needs) : [note]),
    ...command(
      ['gcloud compute firewall-rules create', name],
      [
        '--project="$PROJECT" --network="$NETWORK" --direction=EGRESS',
        `--action=${action.toUpperCase()} --rules=${layer4}`,
        `--destination-ranges=${prefixes.map(quoted).join(',')} --priority="$((PRIORITY${action === 'deny' ? '' : ' + 1'}))"`,
      ],
    ),
  ]
}
