import {
  type CapabilityResult,
  checkedAtOf,
  type Report,
  type TargetResult,
  wasChecked,
} from '../model/report.ts'
import { CHANGE_KINDS, type Change, type ChangeKind } from './change.ts'
import { targetChanges } from './diff-target.ts'

/**
 * What changed from one report to another, of one vantage or of two. Only what an engineer would call a change:
 * timings, ids, TTLs, the order of anything that has none and addresses that rotate are ignored (docs/report.md
 * has the rules). `diffReports(a, b)` is empty exactly when `diffReports(b, a)` is.
 */
export function diffReports(before: Report, after: Report): Change[] {
  const was = byId(before.results, (r) => r.target.id)
  const is = byId(after.results, (r) => r.target.id)
  const changes = [
    ...resolverChanges(before, after),
    ...capabilityChanges(before, after),
    ...[...is.values()].filter((r) => !was.has(r.target.id)).map(added),
    ...[...was.values()].filter((r) => !is.has(r.target.id)).map(removed),
    ...[...was.values()].flatMap((result) => {
      const later = is.get(result.target.id)
      return later === undefined ||
        isOutrun({ result, report: before }, { result: later, report: after })
        ? []
        : targetChanges({ result, report: before }, { result: later, report: after })
    }),
  ]
  return changes.sort(inOrder)
}

interface Seen {
  readonly result: TargetResult
  readonly report: Pick<Report, 'startedAt'>
}

/** Whether one side only carries what was seen before the other was checked: that is no change from one to the other. */
function isOutrun(a: Seen, b: Seen): boolean {
  return carriesPast(a, b) || carriesPast(b, a)
}

function carriesPast({ result, report }: Seen, other: Seen): boolean {
  const seen = seenAt(other)
  return (
    !wasChecked(result) &&
    seenAt({ result, report }) <= seen &&
    seen <= Date.parse(report.startedAt)
  )
}

function seenAt({ result, report }: Seen): number {
  return Date.parse(checkedAtOf(result, report))
}

function byId<T>(items: readonly T[], id: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [id(item), item]))
}

function added({ target }: TargetResult): Change {
  const about = { target: target.id, name: target.name, subject: null }
  return { kind: 'target-added', ...about, before: [], after: [target.url] }
}

function removed({ target }: TargetResult): Change {
  const about = { target: target.id, name: target.name, subject: null }
  return { kind: 'target-removed', ...about, before: [target.url], after: [] }
}

function resolverChanges(a: Report, b: Report): readonly Change[] {
  const before = [...a.vantage.resolvers].sort()
  const after = [...b.vantage.resolvers].sort()
  if (before.join() === after.join()) return []
  return [{ kind: 'resolvers', target: null, name: b.vantage.name, subject: null, before, after }]
}

function capabilityChanges(a: Report, b: Report): readonly Change[] {
  const was = byId(a.capabilities, capabilityKey)
  const is = byId(b.capabilities, capabilityKey)
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [before, after] = [was.get(key), is.get(key)]
    if (before?.verdict === after?.verdict) return []
    const about = { target: null, name: (after ?? before)?.name ?? key, subject: key }
    return [{ kind: 'capability', ...about, before: verdictOf(before), after: verdictOf(after) }]
  })
}

/** Two catalogs may use one id. */
function capabilityKey({ id, catalog }: CapabilityResult): string {
  return catalog === null ? id : `${catalog}/${id}`
}

function verdictOf(capability: CapabilityResult | undefined): readonly string[] {
  return capability === undefined ? [] : [capability.verdict]
}

/** What concerns the whole first, then target by target, the most severe kind of change first. */
function inOrder(a: Change, b: Change): number {
  const whole = Number(a.target !== null) - Number(b.target !== null)
  return (
    whole ||
    compare(a.name, b.name) ||
    compare(a.target ?? '', b.target ?? '') ||
    rank(a.kind) - rank(b.kind) ||
    compare(a.subject ?? '', b.subject ?? '')
  )
}

function rank(kind: ChangeKind): number {
  return CHANGE_KINDS.indexOf(kind)
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
