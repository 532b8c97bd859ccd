import type { FirestoreSettings } from '../../shared/config/store.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { type RowsStoreOptions, rowsStore } from '../rows/store.ts'
import { connectFirestore, type FirestoreOptions } from './connect.ts'

/**
 * The results store in Firestore (native mode), over its REST surface: every request has a deadline of its own, there
 * is no gRPC to load, and it goes wherever `*.googleapis.com` leads, the restricted VIP too. Opening neither waits for
 * the service nor fails when it is unreachable; every method throws StoreError.
 */
export async function openFirestore(
  settings: FirestoreSettings,
  options: FirestoreOptions & RowsStoreOptions = {},
): Promise<ResultsStore> {
  return rowsStore(connectFirestore(settings, options), options)
}
