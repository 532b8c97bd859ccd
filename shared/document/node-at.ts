import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
} from 'yaml'
import type { KeyPath } from './problem.ts'

type Doc = Document.Parsed<ParsedNode>

/** The node at a path, through aliases; the last one on the way when the path leads further than the file. */
export function nodeAt(doc: Doc, path: KeyPath): Node | null {
  let node: Node | null = doc.contents
  for (const part of path) {
    const next = childOf(doc, node, part)
    if (next === null) return node
    node = next
  }
  return node
}

/** As `nodeAt`, but what an alias stands for in the place of the alias. */
export function valueNodeAt(doc: Doc, path: KeyPath): Node | null {
  return resolved(doc, nodeAt(doc, path))
}

/** The node of a key in the mapping at a path; null when there is none. */
export function keyNodeAt(doc: Doc, path: KeyPath, key: string): Node | null {
  const map = valueNodeAt(doc, path)
  if (!isMap(map)) return null
  // The last one counts: of a key given twice, the second is at fault.
  const pair = map.items.findLast((item) => isScalar(item.key) && String(item.key.value) === key)
  return isNode(pair?.key) ? pair.key : null
}

function childOf(doc: Doc, node: Node | null, part: PropertyKey): Node | null {
  const parent = resolved(doc, node)
  if (isSeq(parent)) return asNode(parent.items[Number(part)])
  if (!isMap(parent)) return null
  const pair = parent.items.find(
    (item) => isScalar(item.key) && String(item.key.value) === String(part),
  )
  return isPair(pair) ? (asNode(pair.value) ?? asNode(pair.key)) : null
}

function resolved(doc: Doc, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(doc) ?? null) : node
}

function asNode(value: unknown): Node | null {
  return isNode(value) ? value : null
}
