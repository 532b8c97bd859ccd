import type { ResultsStore } from '../../shared/ports/results-store.ts'

/** A process of the product that sweeps again and again. */
export interface Running {
  readonly pid: number
  /** Ids of the reports that it said are kept. */
  readonly told: readonly string[]
  /** Everything that it wrote. */
  readonly output: () => string
  /** Resolves when it has said so of so many sweeps, or has ended. */
  done(sweeps: number): Promise<void>
  /** Its exit status, or null when a signal ended it. */
  readonly ended: Promise<number | null>
  kill(): void
  /** Asks it to end in order. */
  end(): void
}

/** What is done to a process besides starting it. */
export interface Start {
  /** What node is given, to look into it. */
  readonly args?: readonly string[]
  /** Awaited before a sweep that is not the first, where it is asked for from outside. */
  readonly between?: (running: Running) => Promise<void>
}

/** One way to run the product, with a place where it keeps what it has. */
export interface Program extends AsyncDisposable {
  /** Sweeps of one life; it ends by itself behind the last: null, it does not end. */
  readonly sweeps: number | null
  /** The kind of its reports; only scheduled ones move alerts. */
  readonly kind: 'cli' | 'scheduled'
  /** Where reports wait for the store; null: nowhere. */
  readonly spool: string | null
  start(how?: Start): Promise<Running>
  open(): Promise<ResultsStore>
  /** Checks the store as its maker does; what is wrong with it. */
  readonly integrity: () => string | null
}
