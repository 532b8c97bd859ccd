import { type Incident, incident } from '../../shared/model/incident.ts'
import { type Transition, transition } from '../../shared/model/transition.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { TimeRange } from '../../shared/ports/store-entries.ts'
import { undamaged, unlessDamaged } from '../damage.ts'
import type { AlertState } from './alert-state.ts'
import { blobIn } from './blob.ts'
import { named, text, unpacked } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END } from './encode.ts'
import { timesOf } from './history.ts'
import { locatorKey, newness, openKey, partitionOf, transitionsPrefix } from './layout.ts'
import { listAll } from './many.ts'
import type { Row } from './port.ts'

type Alerts = Pick<
  ResultsStore,
  'alertState' | 'commitAlerts' | 'incidents' | 'incident' | 'updateIncident' | 'transitions'
>

/** Incidents and what they are derived from. */
export function alerts(context: StoreContext, state: AlertState): Alerts {
  const { vantages } = context

  return {
    alertState: (vantage) => state.read(vantage),
    commitAlerts: (commit) => state.commit(commit),

    async incidents({ vantage, state: wanted, limit }) {
      const names = await vantages.these(vantage)
      const each = await Promise.all(
        names.map(async (name) => {
          await state.settled(name)
          // The open ones first: one that is closed in between is seen twice, and not missed.
          const open = wanted === 'closed' ? [] : await openOf(context, name)
          const closed = wanted === 'open' ? [] : await closedOf(context, name, limit)
          return [...new Map([...open, ...closed].map((one) => [one.id, one])).values()]
        }),
      )
      return each.flat().sort(lastChangedFirst).slice(0, limit)
    },

    async incident(id) {
      const found = await Promise.all(
        (await vantages.all()).map(async (vantage) => {
          const at = await state.settled(vantage)
          const row = at && (await incidentRow(context, partitionOf(vantage), id))
          const held =
            row &&
            (await unlessDamaged(context.onDamage, () => read(context, partitionOf(vantage), row)))
          return at && held && { incident: held, version: at.version }
        }),
      )
      return found.find((one) => one !== null) ?? null
    },

    updateIncident: (changed, expected) =>
      state.amend(changed.vantage, expected, [{ kind: 'incident', value: changed }]),

    async transitions(target, range) {
      const names = await vantages.these(range.vantage)
      const each = await Promise.all(
        names.map(async (name) => {
          await state.settled(name)
          return await transitionsOf(context, name, target, range)
        }),
      )
      return each
        .flat()
        .sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1))
        .slice(0, range.limit)
    },
  }
}

async function openOf(context: StoreContext, vantage: string): Promise<readonly Incident[]> {
  const partition = partitionOf(vantage)
  const found = await listAll(context.rows, partition, { from: 'i.', to: `i.${END}` })
  return await undamaged(context.onDamage, found, (row) => read(context, partition, row))
}

async function closedOf(
  context: StoreContext,
  vantage: string,
  limit: number,
): Promise<readonly Incident[]> {
  const partition = partitionOf(vantage)
  const found = await listAll(context.rows, partition, { from: 'c.', to: `c.${END}` }, limit)
  return await undamaged(context.onDamage, found, (row) => read(context, partition, row))
}

async function incidentRow(
  { rows }: StoreContext,
  partition: string,
  id: string,
): Promise<Row | null> {
  const open = await rows.get(partition, openKey(id))
  if (open !== null) return open
  const locator = await rows.get(partition, locatorKey(id))
  return locator && (await rows.get(partition, text(locator, 'at')))
}

async function read(context: StoreContext, partition: string, row: Row): Promise<Incident> {
  return await named(`the incident of row ${row.key}`, async () =>
    incident.parse(unpacked(await blobIn(context, partition, row))),
  )
}

async function transitionsOf(
  context: StoreContext,
  vantage: string,
  target: string,
  range: TimeRange,
): Promise<readonly Transition[]> {
  const partition = partitionOf(vantage)
  const keys = timesOf(transitionsPrefix(target), range)
  const found = await listAll(context.rows, partition, keys, range.limit)
  return await undamaged(context.onDamage, found, (row) =>
    named(`a transition of ${target}`, async () =>
      transition.parse(unpacked(await blobIn(context, partition, row))),
    ),
  )
}

function lastChangedFirst(a: Incident, b: Incident): number {
  const key = ({ id, updatedAt }: Incident) => newness({ id, startedAt: updatedAt })
  return key(a) < key(b) ? -1 : 1
}

function ageOf({ id, at }: Transition): string {
  return newness({ id, startedAt: at })
}
