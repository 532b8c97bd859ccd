import { FINDINGS } from '../../../shared/finding/table.ts'
import { type Any, OUTAGES } from './outages-by-kind.ts'
import type { Seen } from './targets.ts'

/** The sweep of an outage of one kind or two. */
export function anyOutage(any: Any): readonly Seen[] {
  const kinds = any([1, 1, 1, 2]) === 1 ? [any(OUTAGES)] : [any(OUTAGES), any(OUTAGES)]
  const all = kinds.flatMap((kind) => {
    const one = kind(any)
    return Array.from({ length: any([3, 4, 6, 8]) }, () => one())
  })
  return all.map((seen, i) => ({
    ...besides(any, seen, all),
    id: `t${i}`,
    ...(any([0, 0, 0, 0, 0, 0, 0, 1]) === 1 && { dependsOn: [`t${any([...all.keys()])}`] }),
  }))
}

/** Now and then it has another severity or words of its own, or fails for another name of its resource. */
function besides(any: Any, seen: Seen, all: readonly Seen[]): Seen {
  if (seen.root === null) return seen
  const { fix } = FINDINGS[seen.root.code]
  const object = {
    kind: 'security-rule',
    id: 'n1',
    name: 'nsg',
    collection: null,
    rule: any(['r1', 'r2']),
  }
  const changes: readonly Partial<NonNullable<Seen['root']>>[] = [
    ...Array.from({ length: 12 }, () => ({})),
    { severity: any(['warn', 'inconclusive'] as const) },
    { cause: `why ${any([1, 2, 3])}`, fix: `Do ${any([1, 2, 3])}` },
    { docs: `https://example.com/${any([1, 2])}` },
    { object: object as never },
    { code: 'dns-companion-not-private', subject: any(all).host },
  ]
  return { ...seen, root: { fix, ...seen.root, ...any(changes) } }
}
