import { isMonitorZone } from '../zone/monitor-zone.ts'
import { isOneRecord, zoneOfSubject } from '../zone/record-subject.ts'
import { askedOf, knownBy } from './asked.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { suffixesOf } from './names.ts'
import { askedOutside } from './outside.ts'
import { type Came, hostsOf, scoped } from './scope.ts'
import type { Traits } from './traits.ts'
import { countOf, many, some } from './words.ts'

/** Fewer zones than this, and each zone may have its own cause. */
const SEVERAL = 2
/** From this many zones on, those that are not used are a list, while others are used. */
const A_LIST = 3

/**
 * Names that must be private and resolve to public addresses. When no private name of the sweep is right, in several
 * zones, one thing is wrong for all of them: the network of the resolver, or the resolver.
 */
export const PRIVATE_NAMES: Mechanism = {
  codes: ['dns-private-zone-not-used', 'dns-no-private-endpoint'],
  byName: true,
  candidates: (failing, all) => {
    const unused = failing.filter((traits) => !isRecordAlone(traits))
    const zones = new Set(unused.map(({ root }) => root?.subject))
    if (zones.size < SEVERAL) return []
    const every = noPrivateZone(unused, all)
    return every.length > 0 || zones.size < A_LIST ? every : [someZones(unused)]
  },
}

function isRecordAlone({ root }: Traits): boolean {
  return root !== null && isOneRecord(root.subject)
}

/** Names that the linked zone does not hold: all that are asked of one zone, and not one record by itself. */
export const MISSING_RECORDS: Mechanism = {
  codes: ['dns-private-record-missing'],
  candidates: (failing, all) => {
    const zones = Map.groupBy(failing, ({ root }) => zoneOfSubject(root?.subject ?? ''))
    return [...zones].flatMap(([zone, members]) => emptyZone(zone, members, all))
  },
}

const isRight: Came = (traits) => wantsPrivate(traits) && isPrivate(traits)

function noPrivateZone(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[] {
  const { resolvers, words } = askedOf(failing)
  const scope = {
    subject: 'every private zone',
    parts: [
      { dimension: 'resolver', values: resolvers },
      { dimension: 'zone', values: zonesOf(failing) },
    ],
    holds: wantsPrivate,
  } as const
  const candidates = scoped(scope, { failing, all, came: isRight }, (covered, passing) => ({
    statement: `None of the ${covered.length} names that must be private resolves to a private address by ${words}${whileKnown(covered)}${passing === 0 ? '' : `; ${countOf(passing, 'public name resolves', 'public names resolve')}`}`,
    ...(askedOutside(covered) ??
      notForwarded(covered) ?? {
        cause:
          'no private zone is used: the zones are not linked to the network of the resolver, or the resolver does not forward to the cloud’s DNS',
        fix: `Check whom ${words} asks: a custom DNS server must forward the public suffixes to the cloud’s DNS inside the network, and that network needs the links of the private zones`,
      }),
  }))
  const contrastedBy = (t: Traits) => !wantsPrivate(t) && t.addresses.length > 0
  return candidates.map((candidate) => ({ ...candidate, contrastedBy }))
}

/** Several zones and not all: links that were removed together, or a forwarder without these conditions. */
function someZones(failing: readonly Traits[]): Candidate {
  const zones = zonesOf(failing)
  const { resolvers, words } = askedOf(failing)
  return {
    subject: 'private zones that are not used',
    scope: [
      { dimension: 'resolver', values: resolvers },
      { dimension: 'zone', values: zones },
    ],
    members: failing,
    contrastedBy: isRight,
    tell: (covered, passing): CauseWords => ({
      statement: `${zonesOf(covered).length} private zones are not used by ${words} (${some(zonesOf(covered))}), and ${countOf(passing, 'name of another private zone is', 'names of other private zones are')} right${whileKnown(covered)}`,
      ...(askedOutside(covered) ??
        notForwarded(covered) ?? {
          cause:
            'these zones are not linked to the network of the resolver, or the custom DNS server has no forwarder for their public suffixes',
          fix: `Link these zones to the network that ${words} asks in, or add their suffixes to its forwarder: ${many(zonesOf(covered))}`,
        }),
    }),
  }
}

function whileKnown(targets: readonly Traits[]): string {
  const others = knownBy(targets, 'private')
  return others === null ? '' : `, while ${others} has private addresses for them`
}

/** Where another server has the private addresses, the zones are there: only who is asked for them is wrong. */
function notForwarded(targets: readonly Traits[]): Pick<CauseWords, 'cause' | 'fix'> | null {
  const others = knownBy(targets, 'private')
  if (others === null) return null
  const { words } = askedOf(targets)
  return {
    cause: `the zones are there, for ${others}: ${words} does not ask it for these names`,
    fix: `Have ${words} forward the public suffixes of these names to ${others}, or have this network use ${others} in its place: ${many(hostsOf(targets))}`,
  }
}

function emptyZone(
  zone: string,
  members: readonly Traits[],
  all: readonly Traits[],
): readonly Candidate[] {
  const parents = new Set(members.flatMap((t) => suffixesOf(t)[0] ?? []))
  if (hostsOf(members).length < SEVERAL) return []
  const scope = {
    subject: zone,
    parts: [{ dimension: 'zone', values: [zone] }],
    holds: (t: Traits) => parents.has(suffixesOf(t)[0] ?? ''),
  } as const
  return scoped(scope, { failing: members, all, came: isRight }, (covered, passing) => ({
    statement: `The private zone ${zone} holds none of the ${hostsOf(covered).length} names that were asked of it${passing === 0 ? '' : `; ${countOf(passing, 'name of another zone is', 'names of other zones are')} right`}`,
    ...(ofMonitor(zone, covered) ?? {
      cause:
        'the zone that is linked is empty: it was made anew, the endpoints register in another zone of that name, or their records were removed',
      fix: `Look for another zone ${zone} that has the records and link it instead, or add a DNS zone group for this one to each private endpoint`,
    }),
  }))
}

/** Names of Azure Monitor lead into its zones for everybody, also where no endpoint was ever made. */
function ofMonitor(
  zone: string,
  covered: readonly Traits[],
): Pick<CauseWords, 'cause' | 'fix'> | null {
  const root = isMonitorZone(zone) ? covered[0]?.root : null
  return root == null ? null : { cause: root.cause, fix: root.fix }
}

function zonesOf(targets: readonly Traits[]): string[] {
  return [...new Set(targets.flatMap(({ root }) => root?.subject ?? []))]
}

function wantsPrivate({ result, path }: Traits): boolean {
  const { resolution, zone } = result.target.expect
  return path === 'direct' && (resolution === 'private' || zone !== undefined)
}

function isPrivate({ addresses }: Traits): boolean {
  return addresses.some(({ realm }) => realm === 'private')
}
