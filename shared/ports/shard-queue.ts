/** Which part of which sweep: its evidence is kept under this. */
export interface ShardRef {
  readonly vantage: string
  /** The id of the sweep: that of no report. */
  readonly sweep: string
  /** From 0. */
  readonly shard: number
}

/**
 * A part of a sweep for one instance to measure. What it is to check it finds in its own configuration: no target
 * and nothing secret is in it.
 */
export interface ShardTask extends ShardRef {
  /** The hash of the configuration that was cut (configurationOf). */
  readonly configuration: string
  /** How many targets one shard has at most. */
  readonly size: number
  /** When the evidence must be in the store; ISO 8601, UTC. What comes later is of no use. */
  readonly until: string
}

/**
 * Brings tasks to instances by the engine of the platform: each at least once, in no order, perhaps late. Whoever takes
 * one does no harm when it comes again.
 */
export interface ShardQueue {
  /** Never throws. Null when all were handed over, or why not, in words without a secret. */
  send(tasks: readonly ShardTask[]): Promise<string | null>
}
