import { type UnresolvedReference, unresolvedReference } from './unresolved-reference.ts'

/** The variables of the process, as a shell hands them down: nothing below one reads them itself. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface Substitution {
  readonly text: string
  /** The variables that the text refers to. */
  readonly variables: readonly string[]
  /** Those without a value and without a default. */
  readonly missing: readonly string[]
  /** Those whose value is a reference that the platform left in the place of what it stands for. */
  readonly unresolved: readonly (UnresolvedReference & { readonly variable: string })[]
  /** The text holds a `${` that begins no reference. */
  readonly malformed: boolean
}

const REFERENCE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{/g

/**
 * Replaces `${NAME}` and `${NAME:-default}`; `$${` stands for `${` itself. An empty variable counts as not
 * set, as `:-` means in shells. What is put in is not looked at again.
 */
export function substitute(text: string, env: Environment): Substitution {
  const variables: string[] = []
  const missing: string[] = []
  const unresolved: Substitution['unresolved'][number][] = []
  let malformed = false
  const result = text.replace(REFERENCE, (match, name?: string, fallback?: string) => {
    if (match === '$${') return '${'
    if (name === undefined) {
      malformed = true
      return match
    }
    variables.push(name)
    const value = env[name] || fallback
    if (value === undefined) missing.push(name)
    const reference = value === undefined ? null : unresolvedReference(value)
    if (reference !== null) unresolved.push({ variable: name, ...reference })
    return value ?? ''
  })
  return { text: result, variables, missing, unresolved, malformed }
}
