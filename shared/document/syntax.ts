import { type Document, type ErrorCode, isScalar, visit, type YAMLError } from 'yaml'
import type { Position, Problem } from './problem.ts'
import { quoteValue } from './problem.ts'

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Indent with spaces: YAML does not allow tabs',
  BAD_INDENT: 'Indent the line as its neighbours are indented',
  MULTIPLE_DOCS: 'Remove the --- line: a file holds one document',
  MISSING_CHAR: 'Close the quote or bracket, and put a space after each colon',
  MULTILINE_IMPLICIT_KEY:
    'Put a colon and a space after the key, and quote texts that contain ": "',
  BLOCK_AS_IMPLICIT_KEY: 'Quote a text that contains ": ", or start a new line for the next key',
  BAD_SCALAR_START: 'Put the text in quotes: it starts with a character that YAML reserves',
  TAG_RESOLVE_FAILED: 'Put the text in quotes, or remove the !tag: the file takes plain YAML',
  BAD_ALIAS: 'Put the text in quotes: * and & start aliases and anchors in YAML',
  UNEXPECTED_TOKEN: 'Put texts with { } [ ] | > , # or : in quotes',
}

/** In place of what the parser says of these, which is a quotation for the most part. */
const REASONS: Partial<Record<ErrorCode, string>> = {
  TAG_RESOLVE_FAILED: 'A text begins with !, as a tag does',
  BAD_DIRECTIVE: 'A line begins with %, as a directive does',
}

/** From where a message of the parser quotes the file: `Not a YAML token: …`, `Invalid escape sequence \…`. */
const QUOTATION = /(?<=\w): .*$|:? ["\\].*$/s

/**
 * The first of the parser's errors, which makes the rest unreadable: what follows it follows from it.
 */
export function fatalError({ errors, warnings }: Pick<Document, 'errors' | 'warnings'>) {
  return errors[0] ?? warnings[0] ?? null
}

/** The offset of each key that its mapping has before. The parser would compare each key with each. */
export function repeatedKeys(doc: Document): readonly number[] {
  const repeated: number[] = []
  visit(doc, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) repeated.push(key.range?.[0] ?? 0)
        seen.add(key.value)
      }
    },
  })
  return repeated
}

/** No key of a configuration is as long. */
const LONGEST_KEY = 200

const TOO_DEEP = {
  message: 'The YAML is nested too deeply',
  remedy: 'Remove brackets that are not needed: no setting is deeper than ten levels',
}

/** The parser goes into itself for each level, and gives up before. */
const DEEPEST = 1000

/**
 * Where so many brackets are open on one line that the parser would give up, after a time that grows with the square of
 * what follows; null: nowhere. Those in quotes count, too, as no line has so many.
 */
export function tooDeepAt(text: string): number | null {
  let open = 0
  for (const { 0: found, index } of text.matchAll(/[[\]{}\n]/g)) {
    if (found === '\n') open = 0
    else open = Math.max(0, open + (found === '[' || found === '{' ? 1 : -1))
    if (open > DEEPEST) return index
  }
  return null
}

/** What is said of such a place. */
export function tooDeep(at: Omit<Position, 'key'>): Problem {
  return { ...at, key: '', ...TOO_DEEP }
}

/** A problem from what the YAML parser reports; its text never quotes the file, which may hold a secret there. */
export function syntaxProblem(error: YAMLError, at: Omit<Position, 'key'>): Problem {
  // The end of the stack.
  if (error.message.includes('call stack')) return tooDeep(at)
  const reason = REASONS[error.code] ?? error.message.replace(QUOTATION, '')
  const remedy = REMEDIES[error.code] ?? 'Check quotes, brackets and indentation here'
  return { ...at, key: '', message: `The YAML cannot be read: ${reason}`, remedy }
}

/** A problem of a key that is at that offset once more. */
export function repeatedKey(offset: number, at: Omit<Position, 'key'>, text: string): Problem {
  const key = /^["']?([\w.-]+)/.exec(text.slice(offset, offset + LONGEST_KEY))?.[1] ?? ''
  const remedy = 'Keep one of the two; the later one would win'
  return { ...at, key, message: `The key ${quoteValue(key)} is here twice`, remedy }
}
