import { leftOut } from './left-out.ts'

/** A node of the syntax tree, https://github.com/estree/estree. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** What stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly what: string
}

/** One mistake that people make: what becomes of a node, none where it does not apply. */
type Operator = (node: Node, source: string) => readonly Edit[]

const BINARY: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
}

/** Methods that are mistaken for each other. */
const METHODS: Readonly<Record<string, string>> = {
  every: 'some',
  some: 'every',
  find: 'findLast',
  findLast: 'find',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  floor: 'ceil',
  ceil: 'floor',
}

/** Methods whose call is forgotten: the list goes on as it was. */
const FORGOTTEN = new Set([
  'filter',
  'slice',
  'toSorted',
  'sort',
  'toReversed',
  'trim',
  'toLowerCase',
])

/** Smaller numbers are counts and indexes, wrong by one; larger ones are limits, wrong by a factor. */
const SMALL = 10

const operators: readonly Operator[] = [
  binary,
  coalesced,
  negated,
  method,
  forgotten,
  literal,
  notAwaited,
  dropped,
  leftLoop,
  leftOut,
]

/** Every edit of one node. */
export function editsOf(node: Node, source: string): readonly Edit[] {
  return operators.flatMap((operator) => operator(node, source))
}

function binary(node: Node, source: string): readonly Edit[] {
  const { left, right, operator } = node
  const other = BINARY[String(operator)]
  if (!/^(Binary|Logical)Expression$/.test(node.type) || other === undefined) return []
  const [a, b] = [left as Node, right as Node]
  const text = source.slice(a.end, b.start).replace(String(operator), () => other)
  return [{ start: a.end, end: b.start, text, what: `${operator} -> ${other}` }]
}

function coalesced(node: Node): readonly Edit[] {
  if (node.type !== 'LogicalExpression' || node['operator'] !== '??') return []
  return [{ start: (node['left'] as Node).end, end: node.end, text: '', what: '?? forgotten' }]
}

/** The condition of `while`; that of `if` and `? :` is decided once for all. */
function negated(node: Node, source: string): readonly Edit[] {
  if (node.type !== 'WhileStatement') return []
  const { start, end } = node['test'] as Node
  return [{ start, end, text: `!(${source.slice(start, end)})`, what: 'condition negated' }]
}

function method(node: Node): readonly Edit[] {
  const name = calledMethod(node)
  const other = name === null ? undefined : METHODS[String(name['name'])]
  if (name === null || !other) return []
  return [{ ...span(name), text: other, what: `${name['name']} -> ${other}` }]
}

function forgotten(node: Node): readonly Edit[] {
  const name = calledMethod(node)
  if (!name || !FORGOTTEN.has(String(name['name']))) return []
  const { end } = (node['callee'] as Node)['object'] as Node
  return [{ start: end, end: node.end, text: '', what: `${name['name']} forgotten` }]
}

function calledMethod(node: Node): Node | null {
  const callee = node['callee'] as Node | undefined
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return null
  const property = callee['property'] as Node
  return property.type === 'Identifier' && callee['computed'] !== true ? property : null
}

function literal(node: Node, source: string): readonly Edit[] {
  if (node.type !== 'Literal') return []
  const { value } = node
  if (typeof value === 'boolean') {
    return [{ ...span(node), text: String(!value), what: `${value} -> ${!value}` }]
  }
  if (typeof value !== 'number') return []
  const was = source.slice(node.start, node.end)
  const other = value < SMALL ? value + 1 : 2 * value
  return [{ ...span(node), text: String(other), what: `${was} -> ${other}` }]
}

/** Work that is begun, and not waited for. */
function notAwaited(node: Node, source: string): readonly Edit[] {
  const awaited = node['expression'] as Node | undefined
  if (node.type !== 'ExpressionStatement' || awaited?.type !== 'AwaitExpression') return []
  const { start, end } = awaited['argument'] as Node
  const text = `void Promise.resolve(${source.slice(start, end)}).catch(() => {})`
  return [{ ...span(awaited), text, what: 'not awaited' }]
}

/** A statement that is forgotten: a call or an assignment. */
function dropped(node: Node, source: string): readonly Edit[] {
  const held = node['expression'] as Node | undefined
  if (node.type !== 'ExpressionStatement' || held === undefined) return []
  if (!/^(Call|Await|Assignment|Update)Expression$/.test(held.type)) return []
  const [line = ''] = source.slice(node.start, node.end).split('\n', 1)
  return [{ ...span(node), text: '{}', what: `dropped: ${line}` }]
}

function leftLoop(node: Node): readonly Edit[] {
  if (node.type !== 'ContinueStatement') return []
  return [{ ...span(node), text: 'break', what: 'continue -> break' }]
}

function span({ start, end }: Node): { readonly start: number; readonly end: number } {
  return { start, end }
}
