import type { Ip } from '../../address/ip.ts'
import type { Flow, Hop } from '../decision.ts'
import { all, any, decider, hasPort, inRange, type Match, type Matched, when } from '../match.ts'
import type { GoogleNetwork, PolicyRule, VpcFirewall } from './model.ts'
import { firewallObject, objectOf, policyRuleObject } from './objects.ts'
import type { GooglePlace } from './place.ts'

type Policy = GoogleNetwork['policies'][number]

/** What rules ask of a flow besides its ends. */
type Wanted = Pick<Flow, 'protocol' | 'port'>

/** What a stage of the evaluation comes to; null: it names no rule for the flow, and the next one decides. */
type Stage = Hop | null

/**
 * What the firewalls say of a flow that leaves: hierarchical policies from the organization down, those of the system,
 * then the rules of the network before or after its policies as the network says; what nobody names may leave. Source:
 * https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order
 */
export function egressHop(place: GooglePlace, ip: Ip, flow: Wanted): Hop {
  const { google, network } = place
  if (google.firewalls.length === 0 && !google.policiesRead) {
    return unread('the firewall rules are not in the configuration')
  }
  const ofType = (type: Policy['type']) => policiesOf(place, type)
  const rules = () => [classic(place, ip, flow)]
  const policies = () =>
    [...ofType('global'), ...ofType('regional')].map((p) => inPolicy(place, p, ip, flow))
  const above = [...ofType('hierarchical'), ...ofType('system')].map((p) =>
    inPolicy(place, p, ip, flow),
  )
  const rest = network.policiesFirst ? [...policies(), ...rules()] : [...rules(), ...policies()]
  const stages: readonly Stage[] = [...above, ...rest]
  const decides = stages.find((stage) => stage !== null)
  if (decides?.outcome !== 'pass' && decides !== undefined && decides !== null) return decides
  if (!google.policiesRead)
    return unread('the firewall policies in effect are not in the configuration')
  return decides ?? implied(place)
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

function inPolicy(place: GooglePlace, policy: Policy, ip: Ip, flow: Wanted): Stage {
  const inTurn = policy.rules
    .filter(({ direction, disabled }) => direction === 'EGRESS' && !disabled)
    .toSorted((a, b) => a.priority - b.priority)
    .map((rule) => ({
      rule,
      match: policyRule(place, rule, ip, flow),
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

function policyRule(place: GooglePlace, rule: PolicyRule, ip: Ip, flow: Wanted): Match {
  const hidden: readonly Match[] = rule.other.length === 0 ? [] : ['unknown']
  const sources = rule.sources.length === 0 ? 'yes' : fromHere(place, rule.sources)
  const addressed = rule.destinations.length === 0 ? 'yes' : toThere(rule.destinations, ip)
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
function classic(place: GooglePlace, ip: Ip, flow: Wanted): Stage {
  const inTurn = place.google.firewalls
    .filter((r) => r.network === place.network.id && r.direction === 'EGRESS' && !r.disabled)
    .toSorted(
      (a, b) =>
        a.priority - b.priority || (a.action === b.action ? 0 : a.action === 'deny' ? -1 : 1),
    )
  const matched = inTurn.map(
    (rule): Matched<VpcFirewall> => ({
      rule,
      match: ruleHolds(place, rule, ip, flow),
      allows: rule.action === 'allow',
    }),
  )
  const { rule, doubt } = decider(matched)
  if (rule === null) {
    return doubt === null
      ? null
      : unread(
          `rule ${doubt.name} is for tags or service accounts, and those of the probe are not known`,
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

function ruleHolds(place: GooglePlace, rule: VpcFirewall, ip: Ip, flow: Wanted): Match {
  return all(
    speaks(rule.layer4, flow),
    rule.destinations.length === 0 ? 'yes' : toThere(rule.destinations, ip),
    rule.sources.length === 0 ? 'yes' : fromHere(place, rule.sources),
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

function fromHere({ source }: GooglePlace, prefixes: readonly string[]): Match {
  if (prefixes.includes('0.0.0.0/0')) return 'yes'
  return source === null ? 'unknown' : toThere(prefixes, source)
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
