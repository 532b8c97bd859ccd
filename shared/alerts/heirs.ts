import { MECHANISMS } from '../causes/causes.ts'
import { causeId } from '../causes/root.ts'
import type { Incident } from '../model/incident.ts'
import type { CauseInSweep } from './sweep.ts'

/** What is known of an earlier life of a cause: an open incident, or a cause that the last sweep saw. */
interface Earlier {
  /** Code and subject. */
  readonly key: string
  /** By which it is told from the others. */
  readonly name: string
  readonly targets: readonly string[]
}

/**
 * Which earlier life each cause of a sweep goes on with, by the key of the cause: the one of its very code and
 * subject; or else one that failed in the same way, shares a target with it and whose own subject was not seen. A
 * scope that grows or shrinks, an address that rotates, or a second resolver that dies after the first is nothing
 * new. Those that share most targets go together; each life has one heir.
 */
export function heirs(
  causes: readonly CauseInSweep[],
  earlier: readonly Earlier[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const byKey = new Map(earlier.map((life) => [life.key, life]))
  const free = new Set(earlier)
  for (const { key } of causes) {
    const exact = byKey.get(key)
    if (exact === undefined || !free.delete(exact)) continue
    found.set(key, exact.name)
  }
  for (const { cause, life } of pairs(causes, free)) {
    if (found.has(cause.key) || !free.delete(life)) continue
    found.set(cause.key, life.name)
  }
  return found
}

/** Those that may go together, the ones that share most first; among equals the older life, then the order of causes. */
function pairs(causes: readonly CauseInSweep[], earlier: Iterable<Earlier>) {
  const lives = [...earlier].map((life) => ({ life, members: new Set(life.targets) }))
  return causes
    .flatMap((cause) =>
      lives
        .filter(({ life }) => oneManner(codeOf(life.key), cause.finding.code))
        .map(({ life, members }) => ({ cause, life, shared: sharedBy(cause, members) })),
    )
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
}

/** Whether an earlier life is of the same kind as the cause and hit one of its targets. */
export function isKin(cause: CauseInSweep, { key, targets }: Omit<Earlier, 'name'>): boolean {
  return oneManner(codeOf(key), cause.finding.code) && sharedBy(cause, new Set(targets)) > 0
}

/** The key of an incident's cause. */
export function keyOf({ code, subject }: Pick<Incident, 'code' | 'subject'>): string {
  return causeId(code, subject)
}

function sharedBy({ targets }: CauseInSweep, members: ReadonlySet<string>): number {
  return targets.filter((target) => members.has(target)).length
}

/** Findings that one joint statement explains are one way to fail: which of them prevails can change with the scope. */
function oneManner(a: string, b: string): boolean {
  if (a === b) return true
  return MECHANISMS.some(({ codes }) => [a, b].every((code) => codes.some((c) => c === code)))
}

/** A key is `CODE SUBJECT`, and a code has no space. */
function codeOf(key: string): string {
  return key.slice(0, key.indexOf(' '))
}
