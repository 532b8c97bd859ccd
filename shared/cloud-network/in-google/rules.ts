import { type Cidr, covers, parseCidr } from '../../address/cidr.ts'
import type { Ip } from '../../address/ip.ts'
import type { Flow, Hop } from '../decision.ts'
import {
  all,
  any,
  decider,
  hasPort,
  inRange,
  type Match,
  type Matched,
  rangeIn,
  when,
} from '../match.ts'
import type { GoogleNetwork, PolicyRule, VpcFirewall } from './model.ts'
import { firewallObject, objectOf, policyRuleObject } from './objects.ts'
import type { GooglePlace } from './place.ts'

type Policy = GoogleNetwork['policies'][number]

/** What rules ask of a flow besides its ends. */
type Wanted = Pick<Flow, 'protocol' | 'port'>

/** A flow as rules of one direction see it; `place` is where they hold: the probe, or the other end. */
export interface Crossing {
  readonly place: GooglePlace
  readonly direction: PolicyRule['direction']
  readonly from: Origin
  /** Where it goes. */
  readonly to: Ip
  readonly flow: Wanted
}

/** Where a flow begins: at an address, or, where that is null, at any of the subnet’s own range. */
export interface Origin {
  readonly ip: Ip | null
  readonly prefixes: readonly string[]
}

/** Where the flows of the probe begin. */
export function originOf({ source, subnet }: GooglePlace): Origin {
  return { ip: source, prefixes: subnet.prefixes }
}

/** What a stage of the evaluation comes to; null: it names no rule for the flow, and the next one decides. */
type Stage = Hop | null

/** What the firewalls say of a flow that leaves; what nobody names may leave. */
export function egressHop(place: GooglePlace, to: Ip, flow: Wanted): Hop {
  const { google } = place
  if (google.firewalls.length === 0 && !google.policiesRead) {
    return unread('the firewall rules are not in the configuration')
  }
  const decides = decidingStage({ place, direction: 'EGRESS', from: originOf(place), to, flow })
  if (decides !== null && decides.outcome !== 'pass') return decides
  if (!google.policiesRead)
    return unread('the firewall policies in effect are not in the configuration')
  return decides ?? implied(place)
}

/**
 * The first stage that names a rule for the flow: hierarchical policies from the organization down, those of the system,
 * then the rules of the network before or after its policies as the network says. Source:
 * https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order
 */
export function decidingStage(crossing: Crossing): Stage {
  const { place } = crossing
  const ofType = (type: Policy['type']) => policiesOf(place, type)
  const inEach = (policies: readonly Policy[]) => policies.map((one) => inPolicy(crossing, one))
  const above = inEach([...ofType('hierarchical'), ...ofType('system')])
  const rules = [classic(crossing)]
  const policies = inEach([...ofType('global'), ...ofType('regional')])
  const rest = place.network.policiesFirst ? [...policies, ...rules] : [...rules, ...policies]
  return [...above, ...rest].find((stage) => stage !== null) ?? null
}

function implied({ network }: GooglePlace): Hop {
  const object = objectOf('vpc-network', network, { line: 'implied rule: egress is allowed' })
  return {
    layer: 'rules',
    outcome: 'pass',
    object,
    says: `the implied rule of ${network.name} allows it`,
  }
}

function policiesOf(
  { google, network, subnet }: GooglePlace,
  type: Policy['type'],
): readonly Policy[] {
  return google.policies.filter(
    (policy) =>
      policy.type === type &&
      (policy.networks.length === 0 || policy.networks.includes(network.id)) &&
      (policy.region === null || policy.region === subnet.region),
  )
}

function inPolicy(crossing: Crossing, policy: Policy): Stage {
  const inTurn = policy.rules
    .filter(({ direction, disabled }) => direction === crossing.direction && !disabled)
    .toSorted((a, b) => a.priority - b.priority)
    .map((rule) => ({
      rule,
      match: policyRule(crossing, rule),
      allows: rule.action === 'allow',
    }))
  const { rule, doubt } = decider(inTurn.map((one) => ({ ...one, rule: one.rule })))
  if (rule === null) {
    return doubt === null
      ? null
      : unread(
          `rule ${doubt.priority} of ${policy.name} may name it: its conditions cannot be read`,
        )
  }
  if (rule.action === 'goto_next') return null
  const allows = rule.action !== 'deny'
  if (rule.action === 'apply_security_profile_group') {
    const says = `rule ${rule.priority} of ${policy.name} hands it to an inspection that is not in the configuration`
    return { ...unread(says), object: policyRuleObject(policy, rule), inspects: rule.inspects }
  }
  const says = `rule ${rule.priority} of policy ${policy.name} ${allows ? 'allows' : 'denies'} it`
  return {
    layer: 'rules',
    outcome: allows ? 'pass' : 'blocked',
    object: policyRuleObject(policy, rule),
    says,
  }
}

function policyRule({ place, from, to, flow }: Crossing, rule: PolicyRule): Match {
  const hidden: readonly Match[] = rule.other.length === 0 ? [] : ['unknown']
  const sources = rule.sources.length === 0 ? 'yes' : fromHere(from, rule.sources, to)
  const addressed = rule.destinations.length === 0 ? 'yes' : toThere(rule.destinations, to)
  return all(
    speaks(rule.layer4, flow),
    rule.networks.length === 0 ? 'yes' : when(rule.networks.includes(place.network.id)),
    rule.accounts.length === 0 ? 'yes' : isAccount(place, rule.accounts),
    rule.tags.length === 0 ? 'yes' : 'unknown',
    sources,
    addressed,
    ...hidden,
  )
}

/** Rules of the network: by priority; of one priority a deny comes before an allow. */
function classic(crossing: Crossing): Stage {
  const { google, network } = crossing.place
  const inTurn = google.firewalls
    .filter((r) => r.network === network.id && r.direction === crossing.direction && !r.disabled)
    .toSorted(
      (a, b) =>
        a.priority - b.priority || (a.action === b.action ? 0 : a.action === 'deny' ? -1 : 1),
    )
  const matched = inTurn.map(
    (rule): Matched<VpcFirewall> => ({
      rule,
      match: ruleHolds(crossing, rule),
      allows: rule.action === 'allow',
    }),
  )
  const { rule, doubt } = decider(matched)
  if (rule === null) {
    const whose = crossing.direction === 'EGRESS' ? 'the probe' : 'that end'
    return doubt === null
      ? null
      : unread(
          `rule ${doubt.name} is for tags or service accounts, and those of ${whose} are not known`,
        )
  }
  const allows = rule.action === 'allow'
  const says = `firewall rule ${rule.name} (priority ${rule.priority}) ${allows ? 'allows' : 'denies'} it`
  return {
    layer: 'rules',
    outcome: allows ? 'pass' : 'blocked',
    object: firewallObject(rule),
    says,
  }
}

function ruleHolds({ place, from, to, flow }: Crossing, rule: VpcFirewall): Match {
  return all(
    speaks(rule.layer4, flow),
    rule.destinations.length === 0 ? 'yes' : toThere(rule.destinations, to),
    fromSource(from, rule, to),
    rule.targetTags.length === 0 ? 'yes' : hasTag(place, rule.targetTags),
    rule.targetAccounts.length === 0 ? 'yes' : isAccount(place, rule.targetAccounts),
  )
}

/** Source: https://www.iana.org/assignments/protocol-numbers */
const NUMBERS: Readonly<Record<Wanted['protocol'], string>> = { tcp: '6', udp: '17' }

/** An empty list stands for all protocols. */
function speaks(of: VpcFirewall['layer4'], { protocol: wanted, port }: Wanted): Match {
  if (of.length === 0) return 'yes'
  return any(
    of.map(({ protocol, ports }) => {
      if (!['all', wanted, NUMBERS[wanted]].includes(protocol.toLowerCase())) return 'no'
      return ports.length === 0 ? 'yes' : hasPort(ports, port)
    }),
  )
}

function toThere(prefixes: readonly string[], ip: Ip): Match {
  return when(prefixes.some((prefix) => inRange(prefix, ip) === true))
}

/** Sources by address, tag or account are alternatives; whose the tags of a flow are is not known at its other end. */
function fromSource(
  from: Origin,
  { sources, sourceTags, sourceAccounts }: VpcFirewall,
  to: Ip,
): Match {
  const marked: readonly Match[] = sourceTags.length + sourceAccounts.length > 0 ? ['unknown'] : []
  if (sources.length === 0 && marked.length === 0) return 'yes'
  return any([...(sources.length === 0 ? [] : [fromHere(from, sources, to)]), ...marked])
}

/** Both ends of a flow are of one family; the first range of a subnet is that of its machines. */
function fromHere({ ip, prefixes: own }: Origin, prefixes: readonly string[], to: Ip): Match {
  const alike = cidrs(prefixes, to)
  if (alike.some(({ bits }) => bits === 0)) return 'yes'
  if (ip?.family === to.family) return when(alike.some((prefix) => covers(prefix, ip)))
  const [range] = cidrs(own, to)
  if (alike.length === 0) return 'no'
  if (range === undefined) return 'unknown'
  return any(alike.map((prefix) => rangeIn(prefix, range)))
}

function cidrs(prefixes: readonly string[], { bytes }: Ip): readonly Cidr[] {
  return prefixes
    .flatMap((text) => parseCidr(text) ?? [])
    .filter((prefix) => prefix.bytes.length === bytes.length)
}

/** Whether a route or a rule that is for some tags is for this probe. */
export function hasTag({ tags }: GooglePlace, wanted: readonly string[]): Match {
  return tags === null ? 'unknown' : when(wanted.some((tag) => tags.includes(tag)))
}

function isAccount({ account }: GooglePlace, wanted: readonly string[]): Match {
  return account === null ? 'unknown' : when(wanted.includes(account))
}

function unread(says: string): Hop {
  return { layer: 'rules', outcome: 'unreadable', object: null, says }
}
