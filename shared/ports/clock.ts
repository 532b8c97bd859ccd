/** Time, injected: tests and replays bring their own. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary origin. Durations are made of these only. */
  now(): number
  /** The wall clock. Stands once on a report, and certificates are judged by it. */
  date(): Date
}
