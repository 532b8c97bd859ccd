import type { Report } from '../../shared/model/report.ts'
import type { SweepRef } from '../../shared/ports/store-entries.ts'
import { ascending, descending, digest, newestFirst, oldestFirst, readable } from './encode.ts'

/**
 * Where everything is. What must change together is in one partition, that of its vantage:
 *
 *     s.KIND.TIME.ID     a report, the newest first; its body, as far as it fits
 *     o.TIME.ID          a scheduled sweep, the oldest first
 *     h.SET.SHARD.TIME.ID  outcomes of some targets of a report, the newest first
 *     set.SET            the ids of the targets that a report had; reports of one configuration share it
 *     a                  how far alerts are derived; its version guards all rows from here to `t`
 *     i.ID               an open incident
 *     c.TIME.ID          a closed incident, the last changed first; l.ID says where it is
 *     t.TARGET.TIME.ID   a transition, the newest first
 *     n.ID               a notification, whatever became of it
 *     q.TIME.CREATED.ID  one that waits, the longest due first
 *     d.ID               one that was given up
 *     lease              who may sweep
 *     e.SWEEP.SHARD      what was seen of one shard of a sweep that is under way
 *     p.ATTEMPT          what is too large for its row: whose it is; p.ATTEMPT.N its parts
 *
 * Two partitions more find what is asked for without a vantage: `reports` (by id) and `vantages`.
 */
export const REPORTS = 'reports'
export const VANTAGES = 'vantages'

export const STATE = 'a'
export const LEASE = 'lease'

export function partitionOf(vantage: string): string {
  return `v.${readable(vantage)}`
}

/** ISO 8601 to ms since 1970. */
export function ms(time: string): number {
  return Date.parse(time)
}

export function pointerKey(id: string): string {
  return `r.${readable(id)}`
}

/** Sorts the reports of all kinds, the newest first. */
export function newness({ id, startedAt }: SweepRef): string {
  return `${newestFirst(ms(startedAt))}.${descending(id)}`
}

export function headKey(kind: Report['kind'], ref: SweepRef): string {
  return `s.${kind}.${newness(ref)}`
}

export function sweepKey({ id, startedAt }: SweepRef): string {
  return `o.${oldestFirst(ms(startedAt))}.${ascending(id)}`
}

export function outcomesPrefix(set: string, shard: number): string {
  return `h.${set}.${String(shard).padStart(4, '0')}.`
}

export function setKey(set: string): string {
  return `set.${set}`
}

export function openKey(incident: string): string {
  return `i.${ascending(incident)}`
}

export function closedKey({ id, updatedAt }: { id: string; updatedAt: string }): string {
  return `c.${newestFirst(ms(updatedAt))}.${descending(id)}`
}

export function locatorKey(incident: string): string {
  return `l.${ascending(incident)}`
}

export function transitionsPrefix(target: string): string {
  return `t.${digest(target)}.`
}

export function notificationKey(id: string): string {
  return `n.${ascending(id)}`
}

export function queueKey(id: string, nextAt: string, createdAt: string): string {
  return `q.${oldestFirst(ms(nextAt))}.${oldestFirst(ms(createdAt))}.${ascending(id)}`
}

export function deadKey(id: string): string {
  return `d.${ascending(id)}`
}

export function shardsPrefix(sweep: string): string {
  return `e.${ascending(sweep)}.`
}

export function partsKey(attempt: string): string {
  return `p.${attempt}`
}
