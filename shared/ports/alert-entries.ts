import type { Incident } from '../model/incident.ts'
import type { Notification } from '../model/notification.ts'
import type { Transition } from '../model/transition.ts'
import type { SweepRef } from './store-entries.ts'

/** How far alerts are derived at one vantage, and what the next derivation needs. */
export interface AlertsAt {
  /** Opaque JSON of shared/alerts. */
  readonly state: unknown
  /** The last sweep that it has seen. */
  readonly through: SweepRef
  /** Changes with every write to the alerts of this vantage: its state or any of its incidents. */
  readonly version: string
}

/** What one sweep changed; written as a whole or not at all. */
export interface AlertsCommit {
  readonly vantage: string
  /** The version that it was derived from; null: there was none. */
  readonly expected: string | null
  readonly state: unknown
  readonly through: SweepRef
  /** New or changed, whole. */
  readonly incidents: readonly Incident[]
  readonly transitions: readonly Transition[]
  /** New in the outbox, due at once. One whose id is there already changes nothing. */
  readonly notifications: readonly Notification[]
}

/** What became of an attempt to deliver a notification. */
export type Settlement =
  | { readonly state: 'delivered' }
  | { readonly state: 'due'; readonly nextAt: string; readonly error: string }
  | { readonly state: 'dead'; readonly error: string }
