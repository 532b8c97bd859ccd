import { sizeOfAll } from './cells.ts'
import { after } from './encode.ts'
import type { KeyRange, Row, RowLimits, Rows, Write } from './port.ts'

/** Rows that one call asks for, where all are wanted. */
const PAGE = 1000

/** Rows that are asked for one by one at the same time: after days without egress, thousands may be wanted. */
const AT_ONCE = 32

/** The rows of a range, page by page of at most `size`; no more than `limit`. */
export async function* pages(
  rows: Rows,
  partition: string,
  range: Omit<KeyRange, 'limit'>,
  limit = Number.POSITIVE_INFINITY,
  size = PAGE,
): AsyncGenerator<readonly Row[]> {
  let { from } = range
  for (let left = limit; left > 0; ) {
    const asked = Math.min(left, size, PAGE)
    const page = await rows.list(partition, { ...range, from, limit: asked })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < asked) return
    from = after(last.key)
    left -= page.length
  }
}

export async function listAll(
  rows: Rows,
  partition: string,
  range: Omit<KeyRange, 'limit'>,
  limit?: number,
): Promise<readonly Row[]> {
  const all: Row[] = []
  for await (const page of pages(rows, partition, range, limit)) all.push(...page)
  return all
}

/** Like Promise.all, for any number of requests; none begins after one has failed. */
export async function someAtOnce<T, Made>(
  all: readonly T[],
  ask: (one: T) => Promise<Made>,
): Promise<readonly Made[]> {
  const made: Made[] = []
  for (let n = 0; n < all.length; n += AT_ONCE) {
    made.push(...(await Promise.all(all.slice(n, n + AT_ONCE).map(ask))))
  }
  return made
}

/** How many of these, one after another, fit in one commit. */
export function countThatFit(
  groups: readonly (readonly Write[])[],
  { writes, commitBytes }: Pick<RowLimits, 'writes' | 'commitBytes'>,
): number {
  let [count, bytes] = [0, 0]
  for (const [n, group] of groups.entries()) {
    count += group.length
    bytes += sizeOfAll(group)
    if (count > writes || bytes > commitBytes) return n
  }
  return groups.length
}

/** Writes that demand nothing, in as many commits as it takes. */
export async function writeAll(
  rows: Rows,
  partition: string,
  writes: readonly Write[],
): Promise<void> {
  let rest = writes
  while (rest.length > 0) {
    const count = countThatFit(
      rest.map((write) => [write]),
      rows.limits,
    )
    await rows.commit(partition, rest.slice(0, count))
    rest = rest.slice(count)
  }
}

/** Removes rows in this order, some of which may be gone. Gives the keys of those that it removed. */
export async function removeAll(
  rows: Rows,
  partition: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const removed = new Set<string>()
  for (let n = 0; n < keys.length; n += rows.limits.writes) {
    const some = keys.slice(n, n + rows.limits.writes)
    for (const key of await remove(rows, partition, some)) removed.add(key)
  }
  return removed
}

/** All at once; one by one where somebody else removed some of them. */
async function remove(
  rows: Rows,
  partition: string,
  keys: readonly string[],
): Promise<readonly string[]> {
  const all = keys.map((key) => ({ kind: 'delete', key }) as const)
  if ((await rows.commit(partition, all)) === 'committed') return keys
  if (keys.length === 1) return []
  const removed: string[] = []
  for (const key of keys) removed.push(...(await remove(rows, partition, [key])))
  return removed
}
