import { parseAst } from 'rolldown/parseAst'
import { type Edit, editsOf, type Node } from './operators.ts'

/** One wrong version of a file. */
export interface Mutant {
  /** From the root of the repository. */
  readonly file: string
  /** Of the change, counted from 1. */
  readonly line: number
  /** `some -> every`, as a person reads it. */
  readonly what: string
  /** The line before the change, without its indentation. */
  readonly text: string
  /** The whole wrong source. */
  readonly source: string
}

/** Every mutant of a file, in the order of its text. Throws for what does not parse. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const edits: Edit[] = []
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node
  walk(program, (node) => edits.push(...editsOf(node, source)))
  return edits
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text, what }) => {
      const before = source.slice(0, start)
      const begin = before.lastIndexOf('\n') + 1
      const [line = ''] = source.slice(begin).split('\n', 1)
      return {
        file,
        line: before.split('\n').length,
        what,
        text: line.trim(),
        source: before + text + source.slice(end),
      }
    })
}

/** Nodes of a type that hold an expression: `x as T`, `x satisfies T`, `x!`, `f<T>`. */
const TYPED = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
])

/** Visits every node but types, which are nothing at run time, and imports. */
function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of childrenOf(node)) walk(child, visit)
}

function childrenOf(node: Node): readonly Node[] {
  if (TYPED.has(node.type)) return [node['expression'] as Node]
  return Object.values(node)
    .flat()
    .filter(isNode)
    .filter(({ type }) => TYPED.has(type) || !/^TS|^ImportDeclaration$/.test(type))
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
