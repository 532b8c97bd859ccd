import { once } from '../address/remembered.ts'
import { companionsToAsk } from '../zone/companions.ts'
import { subResourceByName } from '../zone/sub-resource.ts'
import { byZone } from './name-facts.ts'
import type { WireAnswer } from './names.ts'
import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName } from './text.ts'

/** Another name that a server answers privately out of the zone that it does not use for the target. */
interface Sibling {
  readonly host: string
  readonly server: string
  readonly addresses: readonly string[]
}

/**
 * What each of the servers answers privately out of the zone, one name for each; null where one of them answers nothing
 * out of it. A server that gets one name there is not cut off from the zone: its link and its forwarder are proven.
 */
export function siblingsIn(
  view: TargetView,
  zone: string,
  servers: readonly string[],
): readonly Sibling[] | null {
  const answers = byZone(view.sweep.private).get(zone) ?? []
  const found = servers.flatMap((server) => {
    const by = answers.find((w) => w.server === server && w.seen.name !== view.target.host)
    return by === undefined ? [] : [siblingOf(by)]
  })
  return found.length > 0 && found.length === servers.length ? found : null
}

function siblingOf({ seen, server }: WireAnswer): Sibling {
  return { host: seen.name, server, addresses: seen.addresses }
}

/** The zone is reached, so only the record can be missing: public DNS answers in its place where the link lets it. */
export function recordAlone(
  view: TargetView,
  { zone, name }: { readonly zone: string; readonly name: string },
  siblings: readonly Sibling[],
): Pick<Claim, 'cause' | 'fix'> {
  const by = list([...new Set(siblings.map(({ server }) => serverName(server)))])
  const [first] = siblings
  const others = `${first?.host} privately (${list(first?.addresses ?? [])}) out of ${zone}`
  return {
    cause: `${by} answers ${others}, so it gets there. One of these: the zone lacks ${name}, and its link has the resolution policy NxDomainRedirect; ${by} holds single names of the zone by itself, and not this one; a DNS forwarding rule for a longer suffix of ${view.target.host} sends the question past the zone; several servers answer as ${by}, and not all of them use the zone`,
    fix: `Add the record ${name} where ${first?.host} has its own: the DNS zone group of ${endpointOf(view)} writes it, and by hand where ${by} holds single names. If it is there, look for a forwarding rule for ${view.target.host} or a part of it, and ask ${by} several times`,
  }
}

/** The name of the same resource that the zone does hold for the server; null when none of the sweep is. */
export function ofSameResource(view: TargetView, zone: string, server: string): string | null {
  const { host } = view.target
  const answers = byHead(byZone(view.sweep.private).get(zone) ?? NONE).get(headOf(host)) ?? []
  const found = answers.find(
    ({ seen: { name }, server: by }) =>
      by === server && name !== host && isSameResource(host, name),
  )
  return found?.seen.name ?? null
}

const NONE: readonly WireAnswer[] = []

/** All names of a resource begin alike; found out once for a sweep, in which thousands of records may be missing. */
const byHead = once((answers: readonly WireAnswer[]) =>
  Map.groupBy(answers, ({ seen }) => headOf(seen.name)),
)

function headOf(host: string): string {
  return /^[^.-]*/.exec(host)?.[0] ?? ''
}

const SECONDARY = /^([^.]+)-secondary\./

function isSameResource(host: string, other: string): boolean {
  if (host.replace(SECONDARY, '$1.') === other) return true
  return companionsToAsk(other).some((companion) => companion.host === host)
}

/** The resource is here and its endpoint serves another name, so that nobody else's resource is hidden. */
export function restOfResource(
  view: TargetView,
  { zone, name }: { readonly zone: string; readonly name: string },
  other: string,
): Pick<Claim, 'cause' | 'fix'> {
  return {
    cause: `${zone} has ${other}, a name of the same resource, and not this one: it needs ${endpointOf(view)}, and that was not made, or its record was not written (records made by hand, or a name that came later)`,
    fix: `See that the resource has ${endpointOf(view)}, with a DNS zone group for ${zone}; where records are made by hand, add ${name} beside that of ${other}`,
  }
}

function endpointOf({ target }: TargetView): string {
  const id = subResourceByName(target.host)
  return id === null
    ? 'a private endpoint that serves it'
    : `a private endpoint of the sub-resource ${id}`
}
