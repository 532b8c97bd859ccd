import type { UnresolvedReference } from './unresolved-reference.ts'
import { withoutCredentials } from './url-credential.ts'

/** One thing wrong with a configuration, a catalog or a flag: where, what, and what to do. Never holds a secret. */
export interface Problem {
  readonly file: string
  /** From 1; 0 when the place has no lines (a flag, an environment variable). */
  readonly line: number
  readonly column: number
  /** The key as one writes it in speech: `targets[2].expect.resolution`; '' for the whole. */
  readonly key: string
  readonly message: string
  readonly remedy: string
  /** The reference that the platform left in the place of the value, where that is the problem. */
  readonly reference?: UnresolvedReference
}

export type KeyPath = readonly PropertyKey[]

export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly key: string
}

/** Where values come from: finds the place of a value, and quotes it unless it may be a secret. */
export interface Origin {
  /** The place of the value at a path, or of `key` itself when it is given. */
  position(path: KeyPath, key?: string): Position
  /** The value as a message may show it: by the variables that it came from, or not at all when it is a secret. */
  quote(path: KeyPath, value: unknown, secret?: boolean): string
  /** The variables of the environment that the value at a path refers to; none: it stands there as it is. */
  variables(path: KeyPath): readonly string[]
}

/** What a check has against a value. The message follows the quoted value: `is not a valid duration`. */
export interface Complaint {
  readonly message: string
  readonly remedy: string
  /** The value is a secret by its nature and must not be quoted, wherever it comes from. */
  readonly secret?: boolean
}

/** Makes a problem of the value at a path. */
export function problemAt(
  origin: Origin,
  path: KeyPath,
  message: string,
  remedy: string,
  key?: string,
): Problem {
  const position = origin.position(path, key)
  return {
    file: position.file,
    line: position.line,
    column: position.column,
    key: position.key,
    message,
    remedy,
  }
}

/** The same origin, seen from a value inside it. */
export function within(origin: Origin, prefix: KeyPath): Origin {
  return {
    position: (path, key) => origin.position([...prefix, ...path], key),
    quote: (path, value, secret) => origin.quote([...prefix, ...path], value, secret),
    variables: (path) => origin.variables([...prefix, ...path]),
  }
}

/** The name of a file that a configuration gives; what the environment put into it may be a secret, and is not shown. */
export function fileName(origin: Origin, path: KeyPath, file: string): string {
  const quoted = origin.quote(path, file)
  return quoted.startsWith('"') ? file : quoted
}

/** Of a value or a key that a message shows, in characters. */
const LONGEST_QUOTE = 80

/** `targets[2].expect`, as one says it. */
export function keyText(path: KeyPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const name = String(part).slice(0, LONGEST_QUOTE)
    return text === '' ? name : `${text}.${name}`
  }, '')
}

/** What messages call a value that they must not show. */
export const HIDDEN = 'the value'

/** A value as a message shows it: one line, not endless, and without the credentials of a URL. */
export function quoteValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a mapping'
  const text = typeof value === 'string' ? withoutCredentials(value) : value
  const shown = JSON.stringify(text) ?? 'nothing'
  return shown.length > LONGEST_QUOTE ? `${shown.slice(0, LONGEST_QUOTE)}…"` : shown
}

/** Problems in the order of the file. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
}
