/** One thing that a service says of itself. */
export interface Mark {
  /** A header by name, or by the beginning of its name when that ends in `-`. */
  readonly header?: string
  /** What its value holds; without it the header alone is the mark. */
  readonly value?: RegExp
  /** How the body begins, or what it holds. Linear patterns only: bodies are hostile. */
  readonly body?: RegExp
}

/**
 * What the hosts of a service put on every answer of theirs, refusals included. An answer with none of these marks
 * did not come from the service.
 */
export interface ServiceMarks {
  readonly service: string
  /** Names; each stands for what is below it, too. */
  readonly hosts: readonly string[]
  /** Names below them whose answers are not known. */
  readonly except?: readonly string[]
  /** Any of them is enough. */
  readonly marks: readonly Mark[]
  /** Sites that the service itself redirects to, besides its own. */
  readonly redirects: readonly string[]
  /** The page that documents the marks; `UNVERIFIED` before it where they are known from practice only. */
  readonly source: string
}
