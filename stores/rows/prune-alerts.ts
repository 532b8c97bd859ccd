import { number, text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END, newestFirst } from './encode.ts'
import { pages, removeAll } from './many.ts'
import type { Row, Write } from './port.ts'

/** Removes transitions, closed incidents and settled notifications of a vantage that are older (ms since 1970). */
export async function pruneAlerts(
  context: StoreContext,
  partition: string,
  before: number,
): Promise<void> {
  await pruneClosed(context, partition, before)
  await pruneTransitions(context, partition, before)
  await pruneNotifications(context, partition, before)
}

/** With what says where they are, in one commit: an incident that is opened again meanwhile stays. */
async function pruneClosed(
  { rows }: StoreContext,
  partition: string,
  before: number,
): Promise<void> {
  const from = `c.${newestFirst(before - 1)}`
  for await (const page of pages(rows, partition, {
    from,
    to: `c.${END}`,
    columns: ['closedAt', 'locator'],
  })) {
    for (const row of page.filter((closed) => number(closed, 'closedAt') < before)) {
      const { key, version } = row
      await rows.commit(partition, [
        { kind: 'delete', key, version },
        { kind: 'delete', key: text(row, 'locator') },
      ])
    }
  }
}

/** They are in the order of their targets: the times of all are read. */
async function pruneTransitions(
  { rows }: StoreContext,
  partition: string,
  before: number,
): Promise<void> {
  for await (const page of pages(rows, partition, {
    from: 't.',
    to: `t.${END}`,
    columns: ['at'],
  })) {
    const old = page.filter((row) => number(row, 'at') < before)
    await removeAll(
      rows,
      partition,
      old.map(({ key }) => key),
    )
  }
}

async function pruneNotifications(
  { rows }: StoreContext,
  partition: string,
  before: number,
): Promise<void> {
  const range = { from: 'n.', to: `n.${END}`, columns: ['state', 'createdAt'] }
  for await (const page of pages(rows, partition, range)) {
    for (const row of page.filter((entry) => isOver(entry, before))) {
      await rows.commit(partition, withMark(row))
    }
  }
}

function isOver(entry: Row, before: number): boolean {
  return text(entry, 'state') !== 'due' && number(entry, 'createdAt') < before
}

/** A notification that was given up has a row more, under the same end of the key. */
function withMark(row: Row): readonly Write[] {
  const { key, version } = row
  const mark: Write = { kind: 'delete', key: `d.${key.slice('n.'.length)}` }
  return [{ kind: 'delete', key, version }, ...(text(row, 'state') === 'dead' ? [mark] : [])]
}
