import type { SandboxName } from './sandbox.ts'

/** Something that a user wants to work, and that needs some targets. */
export interface Capability {
  readonly id: string
  readonly name: string
  /** The use of the catalog that it comes from; null for none. */
  readonly catalog: string | null
  /** What the user will see break. */
  readonly symptom: string
  /** The place that it runs in, when that is not the app's own: a pass from the app does not prove it. */
  readonly sandbox?: SandboxName | null
}
