import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { AlertState } from './alert-state.ts'
import { alerts } from './alerts.ts'
import { expiry, type StoreContext, Vantages } from './context.ts'
import { leases } from './leases.ts'
import { outbox } from './outbox.ts'
import type { Rows } from './port.ts'
import { prune } from './prune.ts'
import { reports } from './reports.ts'

export interface RowsStoreOptions {
  /** After how many ms, and some days, a service may remove by itself what prune() removes; null: never. */
  readonly retentionMs?: number | null
  readonly now?: () => Date
}

/**
 * A results store over rows in a service (layout.ts says where what is). Several handles and processes may use one
 * place. Every method throws StoreError where the rows do, and for rows that are damaged.
 */
export function rowsStore(
  rows: Rows,
  { retentionMs = null, now = () => new Date() }: RowsStoreOptions = {},
): ResultsStore {
  const context: StoreContext = {
    rows,
    vantages: new Vantages(rows),
    now,
    expires: expiry(retentionMs),
  }
  const state = new AlertState(context)
  return {
    ...reports(context),
    ...alerts(context, state),
    ...outbox(context, state),
    ...leases(context),
    prune: (before) => prune(context, before),
    close: () => rows.close(),
  }
}
