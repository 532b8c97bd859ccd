import type { KnownNetwork } from '../../../shared/cloud-network/at.ts'

/**
 * A change of a network, written as its configuration, beside the sweep of a lab scenario in which the network behaved as
 * such a change makes it. One effect on the wire has many such causes; each must be told by its own name.
 */
export interface Change {
  readonly shows: string
  /** The scenario whose recorded report is judged, and the target in it. */
  readonly wire: string
  readonly target: string
  readonly cloud: 'azure' | 'gcp'
  /** What the clouds' programs print of the network. */
  readonly configuration: readonly unknown[]
  /** What is known of the place of the probe in it besides the subnet. */
  readonly place?: Partial<KnownNetwork>
  /** The kind, the name and the rule of the object that must be named. */
  readonly object: string
  /** What the fix must hold. */
  readonly fix: readonly string[]
}

/** A configuration that says otherwise than the sweep. */
export interface Difference extends Omit<Change, 'object' | 'fix'> {
  /** What the hint must say. */
  readonly says: readonly string[]
}

/** A configuration that explains nothing, and differs in nothing. */
export type Silence = Omit<Change, 'object' | 'fix'> & {
  /** Told as the cause, since all else is refuted: a device whose rules nobody has. Default: nothing differs. */
  readonly leaves?: string
}
