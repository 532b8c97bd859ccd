/** A text as people hold it, in the format of its program with invented values, and what must and must not be said. */
export interface TextCase {
  readonly text: string
  /** One of these failures or findings must be said. */
  readonly codes?: readonly string[]
  /** One of these hosts must be named. */
  readonly hosts?: readonly string[]
  /** One of these capabilities must be named. */
  readonly where?: readonly string[]
  /** None of these codes or capabilities may be said. */
  readonly not?: readonly string[]
}
