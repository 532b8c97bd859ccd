import type { ErrorCode, YAMLError } from 'yaml'
import type { Position, Problem } from './problem.ts'
import { quoteValue } from './problem.ts'

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'Keep one of the two; the later one would win',
  TAB_AS_INDENT: 'Indent with spaces: YAML does not allow tabs',
  BAD_INDENT: 'Indent the line as its neighbours are indented',
  MULTIPLE_DOCS: 'Remove the --- line: a file holds one document',
  MISSING_CHAR: 'Close the quote or bracket, and put a space after each colon',
  MULTILINE_IMPLICIT_KEY:
    'Put a colon and a space after the key, and quote texts that contain ": "',
  BLOCK_AS_IMPLICIT_KEY: 'Quote a text that contains ": ", or start a new line for the next key',
  BAD_SCALAR_START: 'Put the text in quotes: it starts with a character that YAML reserves',
  TAG_RESOLVE_FAILED: 'Remove the !tag: the file takes plain YAML',
  BAD_ALIAS: 'Put the text in quotes: * and & start aliases and anchors in YAML',
  UNEXPECTED_TOKEN: 'Put texts with { } [ ] , # or : in quotes',
}

/**
 * What of the parser's errors is worth telling: the first that makes the rest unreadable (what follows it follows
 * from it), and every repeated key.
 */
export function tellingErrors(errors: readonly YAMLError[]): readonly YAMLError[] {
  const fatal = errors.find((error) => error.code !== 'DUPLICATE_KEY')
  return fatal === undefined ? errors : [fatal]
}

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
export function syntaxProblem(error: YAMLError, at: Omit<Position, 'key'>, text: string): Problem {
  const remedy = REMEDIES[error.code] ?? 'Check quotes, brackets and indentation here'
  if (error.code !== 'DUPLICATE_KEY') {
    // The end of the stack.
    if (error.message.includes('call stack')) return tooDeep(at)
    const reason = error.message.replace(/:? ".*$/s, '')
    return { ...at, key: '', message: `The YAML cannot be read: ${reason}`, remedy }
  }
  const key = /^["']?([\w.-]+)/.exec(text.slice(error.pos[0]))?.[1] ?? ''
  return { ...at, key, message: `The key ${quoteValue(key)} is here twice`, remedy }
}
