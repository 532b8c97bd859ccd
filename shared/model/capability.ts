/** Something that a user wants to work, and that needs some targets. */
export interface Capability {
  readonly id: string
  readonly name: string
  /** The use of the catalog that it comes from; null for none. */
  readonly catalog: string | null
  /** What the user will see break. */
  readonly symptom: string
}
