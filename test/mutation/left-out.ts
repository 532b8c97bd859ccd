import type { Edit, Node } from './operators.ts'

/** What is left out: an operand, a branch, an element, an alternative of a pattern; and a text that is another. */
export function leftOut(node: Node, source: string): readonly Edit[] {
  return [operand, decided, element, spread, alternative, anyCase, otherText].flatMap((operator) =>
    operator(node, source),
  )
}

/** `a && b` becomes `a`, or `b`. */
function operand(node: Node, source: string): readonly Edit[] {
  const { left, right, operator } = node
  if (node.type !== 'LogicalExpression' || operator === '??') return []
  return [right, left].map((gone, n) => {
    const kept = [left, right][n] as Node
    const what = `left out: ${shown(gone as Node, source)}`
    return { ...at(node), text: `(${source.slice(kept.start, kept.end)})`, what }
  })
}

/** A condition that always holds, or never. */
function decided(node: Node): readonly Edit[] {
  if (!/^IfStatement$|^ConditionalExpression$/.test(node.type)) return []
  return ['true', 'false'].map((text) => ({
    ...at(node['test'] as Node),
    text,
    what: `always ${text}`,
  }))
}

function element(node: Node, source: string): readonly Edit[] {
  return node.type === 'ArrayExpression' ? without(node['elements'] as Node[], source) : []
}

function spread(node: Node, source: string): readonly Edit[] {
  if (node.type !== 'ObjectExpression') return []
  const properties = node['properties'] as Node[]
  return without(properties, source).filter((_, n) => properties[n]?.type === 'SpreadElement')
}

function without(nodes: readonly (Node | null)[], source: string): readonly Edit[] {
  return nodes.flatMap((gone, n) => {
    if (gone === null) return []
    const end = nodes[n + 1]?.start ?? gone.end
    return [{ start: gone.start, end, text: '', what: `left out: ${shown(gone, source)}` }]
  })
}

/** One of `a|b|c` of a pattern, wherever in it. */
function alternative(node: Node, source: string): readonly Edit[] {
  if (node['regex'] === undefined) return []
  const { pattern } = node['regex'] as { readonly pattern: string }
  const begin = node.start + 1
  return alternativesOf(pattern).map(([from, to, last]) => {
    const start = begin + (last ? from - 1 : from)
    const end = begin + (last ? to : to + 1)
    return { start, end, text: '', what: `left out: ${source.slice(begin + from, begin + to)}` }
  })
}

/** Begin and end of each, and whether it is the last of its group; none of a group that has but one. */
function alternativesOf(pattern: string): readonly (readonly [number, number, boolean])[] {
  const found: [number, number, boolean][] = []
  const open: number[][] = [[0]]
  for (const { 0: token, index } of `${pattern})`.matchAll(
    /\\.|\[(?:\\.|[^\]])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[)|]/g,
  )) {
    if (token.startsWith('(')) open.push([index + token.length])
    if (token === '|') open.at(-1)?.push(index + 1)
    if (token !== ')') continue
    const starts = open.pop() ?? []
    if (starts.length < 2) continue
    starts.forEach((from, n) => {
      const next = starts[n + 1]
      found.push([from, next === undefined ? index : next - 1, next === undefined])
    })
  }
  return found
}

function anyCase(node: Node): readonly Edit[] {
  const { flags } = (node['regex'] ?? { flags: '' }) as { readonly flags: string }
  if (!flags.includes('i')) return []
  const start = node.end - flags.length + flags.indexOf('i')
  return [{ start, end: start + 1, text: '', what: 'flag i forgotten' }]
}

function otherText(node: Node): readonly Edit[] {
  if (node.type !== 'Literal' || typeof node['value'] !== 'string') return []
  return [{ start: node.end - 1, end: node.end - 1, text: '~', what: 'another text' }]
}

function shown(node: Node, source: string): string {
  const [line = ''] = source.slice(node.start, node.end).split('\n', 1)
  return line
}

function at({ start, end }: Node): { readonly start: number; readonly end: number } {
  return { start, end }
}
