import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'
import { type Environment, type Substitution, substitute } from './environment.ts'
import { keyNodeAt, nodeAt, valueNodeAt } from './node-at.ts'
import {
  HIDDEN,
  type KeyPath,
  keyText,
  type Origin,
  type Position,
  type Problem,
  quoteValue,
} from './problem.ts'
import {
  fatalError,
  repeatedKey,
  repeatedKeys,
  syntaxProblem,
  tooDeep,
  tooDeepAt,
} from './syntax.ts'

/** A file that was read: its value as plain data, and the way back from any value to its line. */
export interface Source extends Origin {
  readonly value: unknown
}

/** `source` is null when the file is no usable YAML; otherwise the problems come with it. */
export interface SourceResult {
  readonly source: Source | null
  readonly problems: readonly Problem[]
}

/** More uses of aliases than this are an attack or an accident (the "billion laughs"), not a configuration. */
const MAX_ALIASES = 100

/**
 * Reads YAML 1.2 (and so JSON), and puts the environment's values in the place of `${NAME}`: after parsing and in text values
 * only, so that no value can change the structure, whatever characters it holds.
 */
export function readSource(text: string, file: string, env: Environment): SourceResult {
  const deep = tooDeepAt(text)
  if (deep !== null) return { source: null, problems: [tooDeep(placeIn(text, deep, file))] }
  const lines = new LineCounter()
  // The parser warns on stderr of a key that is a list or a mapping, and quotes it.
  const silent = { prettyErrors: false, logLevel: 'error' } as const
  const options = { ...silent, uniqueKeys: false, version: '1.2' } as const
  const doc = parseDocument(text, { ...options, lineCounter: lines })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const fatal = fatalError(doc)
  if (fatal !== null) {
    return { source: null, problems: [syntaxProblem(fatal, at(fatal.pos[0]))] }
  }
  const repeated = repeatedKeys(doc).map((offset) => repeatedKey(offset, at(offset), text))
  const filled = new Map<Node, readonly string[]>()
  const origin = originOf(doc, filled, at)
  const environment = fillIn(doc, env, filled, (node, path) => ({
    ...at(start(node)),
    key: keyText(path),
  }))
  const { value, problem } = plainData(doc, text.includes('*'), at)
  const problems = [...repeated, ...environment, ...(problem === null ? [] : [problem])]
  return { source: problem === null ? { ...origin, value } : null, problems }
}

function placeIn(text: string, offset: number, file: string) {
  const before = text.slice(0, offset).split('\n')
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

type Doc = Document.Parsed<ParsedNode>

function originOf(
  doc: Doc,
  filled: ReadonlyMap<Node, readonly string[]>,
  at: (offset: number) => Omit<Position, 'key'>,
): Origin {
  const variables = (path: KeyPath) => {
    const node = valueNodeAt(doc, path)
    return node === null ? undefined : filled.get(node)
  }
  return {
    variables: (path) => variables(path) ?? [],
    position: (path, key) => {
      const node = (key === undefined ? null : keyNodeAt(doc, path, key)) ?? nodeAt(doc, path)
      return { ...at(start(node)), key: keyText(key === undefined ? path : [...path, key]) }
    },
    quote: (path, value, secret) => {
      const from = variables(path)
      if (from === undefined) return secret ? HIDDEN : quoteValue(value)
      return `the value of ${from.map((name) => `\${${name}}`).join(' and ')}`
    },
  }
}

function start(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

/** Substitutes in every text value of the document, in place; keys stay as they are. */
function fillIn(
  doc: Doc,
  env: Environment,
  filled: Map<Node, readonly string[]>,
  position: (node: Node, path: KeyPath) => Position,
): readonly Problem[] {
  return [...referring(doc.contents)].flatMap(({ node, path }) => {
    const { text, variables, missing, unresolved, malformed } = substitute(node.value, env)
    if (variables.length > 0) filled.set(node, variables)
    node.value = text
    const where = position(node, path)
    const problems = [
      ...missing.map((name) => missingVariable(name, where)),
      ...unresolved.map((reference) => unresolvedVariable(reference, where)),
    ]
    return malformed ? [...problems, malformedReference(where)] : problems
  })
}

interface TextNode {
  readonly node: Scalar<string>
  readonly path: KeyPath
}

/**
 * The text values below a node that may refer to the environment, with their key paths. Aliases lead to nodes that are
 * found where they stand.
 */
function* referring(node: unknown, path: PropertyKey[] = []): Generator<TextNode> {
  if (isScalar<string>(node) && typeof node.value === 'string' && node.value.includes('${')) {
    yield { node, path: [...path] }
  }
  for (const [key, child] of childrenOf(node)) {
    path.push(key)
    yield* referring(child, path)
    path.pop()
  }
}

function childrenOf(node: unknown): Iterable<readonly [PropertyKey, unknown]> {
  if (isSeq(node)) return node.items.entries()
  if (!isMap(node)) return []
  return node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '?', value])
}

function missingVariable(name: string, position: Position): Problem {
  return {
    ...position,
    message: `The environment variable ${name} is not set`,
    remedy: `Set ${name}, or write \${${name}:-default}`,
  }
}

function unresolvedVariable(
  { variable, source, host }: Substitution['unresolved'][number],
  position: Position,
): Problem {
  return {
    ...position,
    message: `The environment variable ${variable} holds a reference to ${source} that the platform did not resolve`,
    remedy: `Let the app’s identity read the secrets of ${source} (Key Vault Secrets User) and its network reach it, then restart the app; the app’s environment variables show which of the two failed`,
    reference: { source, host },
  }
}

function malformedReference(position: Position): Problem {
  return {
    ...position,
    message: 'A ${ does not start a reference to an environment variable',
    remedy: 'Write ${NAME} or ${NAME:-default}; a literal ${ is written $${',
  }
}

function plainData(
  doc: Doc,
  mayHaveAliases: boolean,
  at: (offset: number) => Omit<Position, 'key'>,
): { value: unknown; problem: Problem | null } {
  const refuse = (offset: number, message: string, remedy: string) => ({
    value: null,
    problem: { ...at(offset), key: '', message, remedy },
  })
  const loose = mayHaveAliases ? looseAlias(doc) : null
  if (loose !== null) {
    const remedy = 'Define the &anchor before its *alias, or put the text in quotes'
    return refuse(start(loose), 'This alias has no anchor before it', remedy)
  }
  const value = toPlain(doc)
  if (value === TOO_MANY_ALIASES) {
    return refuse(0, 'The file uses too many YAML aliases', 'Write the repeated values out')
  }
  if (value === null || value === undefined) {
    return refuse(0, 'The file is empty', 'Write at least one target or catalog')
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return refuse(0, 'The file is not a mapping', 'Start with keys such as targets: and catalogs:')
  }
  return { value, problem: null }
}

function looseAlias(doc: Doc): Node | null {
  let found: Node | null = null
  visit(doc, {
    Alias: (_, alias) => {
      if (alias.resolve(doc) !== undefined) return undefined
      found = alias
      return visit.BREAK
    },
  })
  return found
}

const TOO_MANY_ALIASES = Symbol('too many aliases')

function toPlain(doc: Doc): unknown {
  try {
    return doc.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    // With all aliases resolved, the parser throws for one thing only: their number.
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES
    throw error
  }
}
