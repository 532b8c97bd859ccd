import { parseIp } from '../../address/ip.ts'
import type { NetworkAt } from '../../cloud-network/at.ts'
import type { Resolved } from '../../cloud-network/resolved.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'
import { list } from '../text.ts'
import { type Explained, type Explanation, explained } from './explained.ts'
import { anyNameOf, nameOf } from './questions.ts'

/** A zone that is not linked, or what leads the name to other servers: so that no private zone answers. */
export const notFromZone: Explanation = (view, network) =>
  answered(anyNameOf(view, network), 'public', 'unreadable')

/** A zone without the record of an alias into it. */
export const noRecord: Explanation = (view, network) =>
  answered(anyNameOf(view, network), 'unknown-name')

/** A zone that holds the very name, and has no record of it. */
export const noRecordOfName: Explanation = (view, network) => {
  const said = nameOf(view, network)
  return otherZoneSpoke(view, network, said) ? null : answered(said, 'unknown-name')
}

/** A zone or a ruleset that has the very name, and that this network does not use. */
export const notUsed: Explanation = (view, network) => answered(nameOf(view, network), 'public')

/** What hands the name to other servers, of which one failed. */
export const handedOn: Explanation = (view, network) =>
  answered(anyNameOf(view, network), 'unreadable')

/** The record that gives the very addresses that were seen. */
export const fromRecord: Explanation = (view, network) => {
  const said = nameOf(view, network)
  const seen = ipv4Of(view)
  if (said?.answer !== 'addresses' || seen.length === 0) return null
  if (otherZoneSpoke(view, network, said)) return null
  return new Set(said.addresses).symmetricDifference(new Set(seen)).size === 0
    ? explained(said)
    : null
}

/** The same where no private endpoint of the name has these addresses: then the record is right, and what is expected old. */
export const fromOtherRecord: Explanation = (view, network, finding) => {
  const right = network.endpoints(view.target.host).flatMap(({ addresses }) => addresses)
  return ipv4Of(view).every((address) => right.includes(address))
    ? null
    : fromRecord(view, network, finding)
}

/** Whether a server said by its SOA that the name lies in another zone. In Azure a zone is called by its domain. */
function otherZoneSpoke(
  { names }: TargetView,
  { cloud }: NetworkAt,
  said: Resolved | null,
): boolean {
  const spoke = names.authority.flatMap(({ seen, facts }) =>
    seen.name === '.' ? [] : (facts?.soa?.zone ?? []),
  )
  const zone = said?.object?.name
  return cloud === 'azure' && zone !== undefined && spoke.length > 0 && !spoke.includes(zone)
}

/**
 * A record with an address that no private endpoint of the name has, while another endpoint has it, or the one of the
 * name has others: made anew, or written by hand.
 */
export const wrongRecord: Explanation = (view, network) => {
  const said = nameOf(view, network)
  if (said?.answer !== 'addresses' || said.object?.kind !== 'dns-record') return null
  const seen = new Set(ipv4Of(view))
  const given = said.addresses.filter((address) => seen.has(address))
  return elsewhere(view.target.host, given, network, said.object)
}

function elsewhere(
  host: string,
  given: readonly string[],
  network: NetworkAt,
  object: NetworkObject,
): Explained | null {
  const own = network.endpoints(host)
  const right = own.flatMap(({ addresses }) => addresses)
  const wrong = given.filter((address) => !right.includes(address))
  const [first] = wrong
  if (first === undefined) return null
  const record = `record ${object.rule} of zone ${object.name} is ${list(given)}`
  const names = own.map(({ name }) => name)
  if (right.length > 0) {
    return explained({
      object,
      says: `${record}, and private endpoint ${list(names)} has ${list(right)}`,
    })
  }
  const other = network.endpointAt(first)
  if (other === null || !other.isKnown) return null
  return explained({
    object,
    says: `${record}, and that is the address of private endpoint ${other.name}`,
  })
}

/** Why no approved private endpoint leads there: one waits, or there is none. */
export const noApprovedEndpoint: Explanation = ({ target: { host } }, network) => {
  const endpoints = network.endpoints(host)
  if (endpoints.length > 0) {
    const open = endpoints.find(({ hop }) => hop.outcome === 'blocked')
    return open === undefined ? null : explained(open.hop)
  }
  const resource = explained(network.service(host))
  if (resource === null) return null
  const { object } = resource
  const says = `no private endpoint of the configuration leads to ${object.name}`
  return explained({ object: { ...object, line: `${object.line}, no private endpoint` }, says })
}

/** The switch and the rules of the resource, where it is reached at public addresses. */
export const closedResource: Explanation = (view, network) => {
  if (view.legs.some(({ about }) => about.isPrivate)) return null
  const hop = network.service(view.target.host)
  return hop?.outcome === 'blocked' ? explained(hop) : null
}

function answered(said: Resolved | null, ...answers: readonly Resolved['answer'][]) {
  return said !== null && answers.includes(said.answer) ? explained(said) : null
}

/** The addresses that the application got; zones hold A records alone. */
export function ipv4Of({ names }: TargetView): readonly string[] {
  return names.application.flatMap(({ address }) =>
    parseIp(address)?.family === 4 ? [address] : [],
  )
}
