import { type Incident, incident } from '../../shared/model/incident.ts'
import {
  type Notification,
  notification,
  type OutboxEntry,
} from '../../shared/model/notification.ts'
import { type Transition, transition } from '../../shared/model/transition.ts'
import { type Blob, blob, shareOf } from './blob.ts'
import { packed, text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { after, descending, newestFirst } from './encode.ts'
import {
  closedKey,
  locatorKey,
  ms,
  notificationKey,
  openKey,
  queueKey,
  transitionsPrefix,
} from './layout.ts'
import { listAll } from './many.ts'
import type { Row, Write } from './port.ts'

/** What a commit of alerts changes, besides their state. */
export type Item =
  | { readonly kind: 'incident'; readonly value: Incident }
  | { readonly kind: 'transition'; readonly value: Transition }
  | { readonly kind: 'notification'; readonly value: Notification }

/** An item as rows: `parts` are written before, `writes` in one commit. */
export interface RowChange {
  readonly parts: Blob
  readonly writes: readonly Write[]
}

const NO_CHANGE: RowChange = { parts: { cells: {}, parts: [] }, writes: [] }

const VALUES = { incident, transition, notification } as const

/**
 * An item of a journal, which another version may have written: as it was where this one can read it, with the keys that
 * came later. Throws for one that it cannot read.
 */
export function itemIn(given: unknown): Item {
  const { kind, value } = given as Item
  return { kind, value: VALUES[kind].parse(value) } as Item
}

/** What is there of the items that are to be written. */
interface Standing {
  readonly open: ReadonlySet<string>
  /** By the key of the locator: where a closed incident is. */
  readonly closed: ReadonlyMap<string, string>
  readonly notifications: ReadonlySet<string>
}

/**
 * The rows of these items, in their order. True as long as the state row keeps its version: nothing else moves
 * incidents or makes notifications, and what prune() removes meanwhile makes the commit a conflict. Null changes nothing.
 */
export async function changesOf(
  context: StoreContext,
  partition: string,
  items: readonly (Item | null)[],
): Promise<readonly RowChange[]> {
  const standing = await standingOf(
    context,
    partition,
    items.filter((item) => item !== null),
  )
  return items.map((item): RowChange => {
    if (item === null) return NO_CHANGE
    if (item.kind === 'incident') return incidentChange(context, item.value, standing)
    if (item.kind === 'transition') return transitionChange(context, item.value)
    return notificationChange(context, item.value, standing)
  })
}

async function standingOf(
  context: StoreContext,
  partition: string,
  items: readonly Item[],
): Promise<Standing> {
  const ids = (kind: Item['kind']) => items.filter((i) => i.kind === kind).map((i) => i.value.id)
  const between = (keys: readonly string[]) => rowsBetween(context, partition, keys)
  const incidents = ids('incident')
  const [open, closed, notifications] = await Promise.all([
    between(incidents.map(openKey)),
    between(incidents.map(locatorKey)),
    between(ids('notification').map(notificationKey)),
  ])
  return {
    open: new Set(open.map(({ key }) => key)),
    closed: new Map(closed.map((row) => [row.key, text(row, 'at')])),
    notifications: new Set(notifications.map(({ key }) => key)),
  }
}

/** Ids begin with a time: those of one commit are close together, and one call finds them. */
async function rowsBetween(
  { rows }: StoreContext,
  partition: string,
  keys: readonly string[],
): Promise<readonly Row[]> {
  const sorted = keys.toSorted()
  const [from, last] = [sorted[0], sorted.at(-1)]
  if (from === undefined || last === undefined) return []
  return await listAll(rows, partition, { from, to: after(last), columns: ['at'] })
}

function incidentChange(context: StoreContext, incident: Incident, standing: Standing): RowChange {
  const [open, locator] = [openKey(incident.id), locatorKey(incident.id)]
  const was = standing.closed.get(locator)
  const key = incident.state === 'open' ? open : closedKey(incident)
  const closedAt = incident.closedAt === null ? null : ms(incident.closedAt)
  const expires = closedAt === null ? {} : context.expires(closedAt)
  const made = blob(context, {
    data: packed(incident),
    key,
    cells: closedAt === null ? {} : { closedAt, locator },
    rowBytes: shareOf(context.rows.limits),
    expires: closedAt === null ? {} : context.expires(closedAt, 'rested-on'),
  })
  const here: Write = { kind: 'put', key, cells: made.cells, ...expires }
  if (incident.state === 'open') {
    return { parts: made, writes: was === undefined ? [here] : [here, gone(was), gone(locator)] }
  }
  const found: Write = { kind: 'put', key: locator, cells: { at: key }, ...expires }
  const old = [
    ...(standing.open.has(open) ? [gone(open)] : []),
    ...(was === undefined || was === key ? [] : [gone(was)]),
  ]
  return { parts: made, writes: [here, found, ...old] }
}

function transitionChange(context: StoreContext, made: Transition): RowChange {
  const at = ms(made.at)
  const key = `${transitionsPrefix(made.target)}${newestFirst(at)}.${descending(made.id)}`
  const parts = blob(context, {
    data: packed(made),
    key,
    cells: { at },
    rowBytes: shareOf(context.rows.limits),
    expires: context.expires(at, 'rested-on'),
  })
  return { parts, writes: [{ kind: 'put', key, cells: parts.cells, ...context.expires(at) }] }
}

function notificationChange(
  context: StoreContext,
  made: Notification,
  standing: Standing,
): RowChange {
  const key = notificationKey(made.id)
  if (standing.notifications.has(key)) return NO_CHANGE
  const entry: OutboxEntry = {
    notification: made,
    attempts: 0,
    nextAt: made.createdAt,
    lastError: null,
    state: 'due',
  }
  const parts = entryBlob(context, entry)
  return { parts, writes: [{ kind: 'create', key, cells: parts.cells }, queued(entry)] }
}

/** A notification with what became of it, in the row of its id. */
export function entryBlob(context: StoreContext, entry: OutboxEntry): Blob {
  const { id, createdAt } = entry.notification
  const settled = entry.state !== 'due'
  return blob(context, {
    data: packed(entry),
    key: notificationKey(id),
    cells: { state: entry.state, createdAt: ms(createdAt) },
    rowBytes: shareOf(context.rows.limits),
    expires: settled ? context.expires(ms(createdAt), 'rested-on') : {},
  })
}

/** Its place in the queue. */
export function queued({ notification, nextAt }: OutboxEntry): Extract<Write, { kind: 'put' }> {
  const { id, createdAt } = notification
  const cells = { id: JSON.stringify(id) }
  return { kind: 'put', key: queueKey(id, nextAt, createdAt), cells }
}

function gone(key: string): Write {
  return { kind: 'delete', key }
}
