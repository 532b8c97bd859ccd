import type { SandboxName } from './sandbox.ts'

/** Something that a user wants to work, and that needs some targets. */
export interface Capability {
  readonly id: string
  readonly name: string
  /** The use of the catalog that it comes from; null for none. */
  readonly catalog: string | null
  /** What the user will see break. */
  readonly symptom: string
  /** The places that it is carried out in, besides the app's own: a pass from the app does not prove it. */
  readonly sandboxes?: readonly SandboxName[]
  /** The first of them; alone in reports from before there were several. */
  readonly sandbox?: SandboxName | null
}
