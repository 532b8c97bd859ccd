import { objectText } from '../cloud-network/at.ts'
import { keyIn } from '../cloud-network/holders.ts'
import type { Configured, ConfiguredHop, Holder } from '../model/configured.ts'
import type { ChangedPart } from '../model/incident.ts'
import { isSameObject, type NetworkObject } from '../model/network-object.ts'
import type { Report } from '../model/report.ts'
import { configuredPathOf } from '../report/configured.ts'

/**
 * What differs in the configuration of the network on the paths of some targets: objects that decide now and did not
 * exist or were others before, and objects that decided before and are gone. What only changed its place in the order is
 * told by that which came before it.
 */
export function networkChanged(
  { network: was }: Report,
  { network: is }: Report,
  targets: ReadonlySet<string>,
): readonly ChangedPart[] {
  if (was?.configured === undefined || is?.configured === undefined) return []
  if (was.configured.hash === is.configured.hash) return []
  const before = hopsOn(was.configured, targets)
  const after = hopsOn(is.configured, targets)
  return [
    ...after.flatMap((hop) => arrived(hop, before, was.configured, is.configured)),
    ...before.flatMap(({ object }) => left(object, is.configured)),
  ]
}

type Deciding = ConfiguredHop & { readonly object: NetworkObject }

/** The hops with an object on the paths of the targets, each once. */
function hopsOn(configured: Configured | undefined, targets: ReadonlySet<string>) {
  const all = [...targets].flatMap((target) => configuredPathOf(configured, target))
  const deciding = all.filter((hop): hop is Deciding => hop.object !== null)
  return [...new Map(deciding.map((hop) => [JSON.stringify(hop.object), hop])).values()]
}

function arrived(
  { layer, object, outcome }: Deciding,
  before: readonly Deciding[],
  was: Configured | undefined,
  is: Configured | undefined,
): readonly ChangedPart[] {
  const now = holderWith(object, is)
  const then = was?.holders.find(({ id }) => id === now?.id)
  if (now !== null && then !== undefined) {
    const line = then.lines[keyIn(object)]
    if (line === undefined) return [partIn(object, now, [], [object.line])]
    return line === object.line ? [] : [partIn(object, now, [line], [object.line])]
  }
  // What nothing holds is the same thing by its id.
  const same = before.find((one) => one.layer === layer && isSameObject(one.object, object))
  const what = objectText(object)
  if (same === undefined) {
    return outcome === 'blocked' ? [{ what, in: 'the path', before: [], after: [object.line] }] : []
  }
  if (same.object.line === object.line) return []
  return [{ what, before: [same.object.line], after: [object.line] }]
}

function left(object: NetworkObject, is: Configured | undefined): readonly ChangedPart[] {
  const now = is?.holders.find(({ id }) => id === object.id)
  if (now === undefined || now.lines[keyIn(object)] !== undefined || object.rule === null) return []
  return [partIn(object, now, [object.line], [])]
}

function holderWith(object: NetworkObject, configured: Configured | undefined): Holder | null {
  const holding = configured?.holders.filter((one) => one.lines[keyIn(object)] === object.line)
  return holding?.find(({ id }) => id === object.id) ?? holding?.[0] ?? null
}

function partIn(
  object: NetworkObject,
  { name }: Holder,
  before: string[],
  after: string[],
): ChangedPart {
  const what = objectText(object).replace(` of ${object.name}`, '')
  return { what, in: name, before, after }
}
