import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { OnDamage } from '../damage.ts'
import { AlertState } from './alert-state.ts'
import { alerts } from './alerts.ts'
import { expiry, type StoreContext, Vantages } from './context.ts'
import { leases } from './leases.ts'
import { outbox } from './outbox.ts'
import type { Rows } from './port.ts'
import { prune } from './prune.ts'
import { reports } from './reports.ts'
import { shards } from './shards.ts'

export interface RowsStoreOptions {
  /** After how many ms, and some days, a service may remove by itself what prune() removes; null: never. */
  readonly retentionMs?: number | null
  readonly now?: () => Date
  /** Is told of rows that are damaged, where a read goes on without them; default: nobody. */
  readonly onDamage?: OnDamage
}

/**
 * A results store over rows in a service (layout.ts says where what is). Several handles and processes may use one
 * place. Every method throws StoreError where the rows do, and for a report whose rows are damaged; what alerts are
 * derived from, and what they are, is read without those.
 */
export function rowsStore(
  rows: Rows,
  { retentionMs = null, now = () => new Date(), onDamage = () => {} }: RowsStoreOptions = {},
): ResultsStore {
  const context: StoreContext = {
    rows,
    vantages: new Vantages(rows, onDamage),
    now,
    onDamage,
    expires: expiry(retentionMs),
  }
  const state = new AlertState(context)
  return {
    ...reports(context),
    ...alerts(context, state),
    ...outbox(context, state),
    ...leases(context),
    ...shards(context),
    prune: (before) => prune(context, before),
    close: () => rows.close(),
  }
}
