import { hasAddress } from '../model/scheme.ts'
import type { Target } from '../model/target.ts'

/**
 * What rests, without the controls that a due target needs: that it is blocked is proved only beside another one that was
 * reached on the same path in the same sweep. Where every such target would rest or failed last time (`failed`), the one
 * that rests with the shortest interval is checked.
 */
export function withControls<Kept>(
  targets: readonly Target[],
  resting: ReadonlyMap<string, Kept>,
  failed: ReadonlySet<string>,
): ReadonlyMap<string, Kept> {
  const needed = [true, false].flatMap(
    (proxied) => controlFor(proxied, { targets, resting, failed }) ?? [],
  )
  const gone = new Set(needed.map(({ id }) => id))
  return new Map([...resting].filter(([id]) => !gone.has(id)))
}

function controlFor(
  proxied: boolean,
  {
    targets,
    resting,
    failed,
  }: {
    readonly targets: readonly Target[]
    readonly resting: ReadonlyMap<string, unknown>
    readonly failed: ReadonlySet<string>
  },
): Target | undefined {
  const alike = targets.filter(({ proxy }) => (proxy !== null) === proxied)
  const isDue = ({ id }: Target) => !resting.has(id)
  const controls = alike.filter(
    (target) => !mustBeBlocked(target) && hasAddress(target.scheme) && !failed.has(target.id),
  )
  if (!alike.some((target) => mustBeBlocked(target) && isDue(target))) return undefined
  if (controls.some(isDue)) return undefined
  return controls.toSorted((a, b) => (a.interval ?? 0) - (b.interval ?? 0))[0]
}

function mustBeBlocked({ expect }: Target): boolean {
  return expect.reachability === 'blocked'
}
