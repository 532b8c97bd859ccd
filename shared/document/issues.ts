import { z } from 'zod'
import { didYouMean } from './nearest.ts'
import {
  type Complaint,
  type KeyPath,
  keyText,
  type Origin,
  type Problem,
  problemAt,
  quoteValue,
} from './problem.ts'
import { descriptionAt, type JsonSchema, keysAt } from './schema-lookup.ts'

type Issue = z.core.$ZodIssue

/** What a check needs to put an issue of zod into words. */
interface IssueContext {
  readonly origin: Origin
  readonly root: unknown
  /** The published JSON Schema: valid keys and descriptions come from it. */
  readonly schema: JsonSchema
}

/** More at once nobody reads, and each is looked for in the whole text. */
const TOLD = 100

export type Checked<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] }

/** Validates plain data by a schema; everything wrong comes back as problems with place and remedy. */
export function check<S extends z.ZodType>(
  schema: S,
  root: unknown,
  origin: Origin,
): Checked<z.output<S>> {
  // Read once in the life of a process: to compile the schema first, as zod would, takes longer than to walk it.
  const result = schema.safeParse(root, { jitless: true })
  if (result.success) return { value: result.data, problems: [] }
  const told = { origin, root, schema: z.toJSONSchema(schema, { io: 'input' }) as JsonSchema }
  const issues = result.error.issues.slice(0, TOLD)
  return { value: null, problems: issues.flatMap((issue) => problemsOf(issue, told)) }
}

function problemsOf(issue: Issue, told: IssueContext): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, TOLD).map((key) => unknownKey(issue.path, key, told))
  }
  if (issue.code === 'invalid_key')
    return issue.issues.map((inner) => refusedKey(issue.path, inner, told))
  if (issue.code === 'invalid_union') return problemsOf(innermost(issue, told), told)
  if (issue.code === 'custom') return [customProblem(issue, told)]
  const given = valueAt(told.root, issue.path)
  if (given === undefined) return [missingKey(issue.path, told)]
  const { origin } = told
  if (given === null) {
    const remedy = `Give it a value, or remove the key: ${about(issue.path, told)}`
    return [problemAt(origin, issue.path, 'There is no value', remedy)]
  }
  const quoted = sentence(origin.quote(issue.path, given))
  return [
    problemAt(origin, issue.path, `${quoted} ${predicate(issue)}`, remedyOf(issue, given, told)),
  ]
}

function unknownKey(path: KeyPath, key: string, { origin, schema }: IssueContext): Problem {
  const valid = keysAt(schema, path)
  const remedy = `${didYouMean(key, valid)}Keys that are valid here: ${valid.join(', ')}`
  return problemAt(origin, path, `The key ${quoteValue(key)} is unknown`, remedy, key)
}

/** A key of a mapping in which not every key is allowed: it is named, and never the value, which may be a secret. */
function refusedKey(path: KeyPath, inner: Issue, { origin }: IssueContext): Problem {
  const key = String(path.at(-1))
  const { remedy = '' } = (
    inner.code === 'custom' ? (inner.params ?? {}) : {}
  ) as Partial<Complaint>
  return problemAt(origin, path.slice(0, -1), `${quoteValue(key)} ${inner.message}`, remedy, key)
}

function missingKey(path: KeyPath, told: IssueContext): Problem {
  const key = String(path.at(-1))
  const remedy = `Add ${key}: ${about(path, told)}`
  return problemAt(
    told.origin,
    path.slice(0, -1),
    `The key ${quoteValue(key)} is missing`,
    remedy,
    key,
  )
}

function customProblem(issue: z.core.$ZodIssueCustom, { origin, root }: IssueContext): Problem {
  const given = valueAt(root, issue.path)
  const { remedy = '', secret = false } = (issue.params ?? {}) as Partial<Complaint>
  if (typeof given === 'object' || given === undefined) {
    return problemAt(origin, issue.path, issue.message, remedy)
  }
  const subject = sentence(origin.quote(issue.path, given, secret))
  return problemAt(origin, issue.path, `${subject} ${issue.message}`, remedy)
}

/** Of a union, the issue of the branch that came furthest; when none accepted the type, that. */
function innermost(issue: z.core.$ZodIssueInvalidUnion, told: IssueContext): Issue {
  const branches = issue.errors.flatMap((errors) => errors.slice(0, 1))
  const deepest = branches.reduce<Issue | null>(
    (best, next) => (best === null || depth(next) > depth(best) ? next : best),
    null,
  )
  if (deepest === null || depth(deepest) === 0) {
    return {
      code: 'custom',
      message: 'has the wrong type',
      path: issue.path,
      params: { remedy: about(issue.path, told) },
    }
  }
  return { ...deepest, path: [...issue.path, ...deepest.path] }
}

function depth(issue: Issue): number {
  return issue.code === 'invalid_type' ? issue.path.length : issue.path.length + 1
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys',
  record: 'a mapping of keys',
}

function predicate(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is not ${TYPES[issue.expected] ?? issue.expected}`
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `is less than ${issue.minimum}`
        : 'is empty'
    case 'too_big':
      return `is more than ${issue.maximum}`
    case 'invalid_value':
      return 'is not allowed'
    default:
      return 'has the wrong form'
  }
}

function remedyOf(issue: Issue, given: unknown, told: IssueContext): string {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return `${didYouMean(String(given), values)}Write one of: ${values.join(', ')}`
  }
  const description = about(issue.path, told)
  if (issue.code !== 'invalid_type') return description
  if (issue.expected === 'string') return `Put it in quotes if it is meant as text. ${description}`
  if (issue.expected === 'array')
    return `Write [a, b], or one item a line after a hyphen. ${description}`
  return description
}

function about(path: KeyPath, { schema }: IssueContext): string {
  return descriptionAt(schema, path) ?? `see docs/configuration.md on ${keyText(path)}`
}

/** A quoted value at the start of a sentence. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function valueAt(root: unknown, path: KeyPath): unknown {
  let value: unknown = root
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<PropertyKey, unknown>)[part]
  }
  return value
}
