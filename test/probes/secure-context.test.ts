import { expect, test } from 'vitest'
import { secureContext } from '../../probes/roots.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'

const root = await mintRoot()
const clients = await Promise.all(
  ['a', 'b'].map(async (name) => {
    const { chain, key } = await mintLeaf(root, { names: [name] })
    return { certificate: chain, key }
  }),
)

test('a context is shared by those alone that trust, offer and show the same', () => {
  const [a, b] = clients
  const contexts = [
    secureContext([]),
    secureContext([root.pem]),
    secureContext([], 'small'),
    secureContext([], 'full', a),
    secureContext([], 'full', b),
    secureContext([root.pem], 'full', a),
  ]
  expect(new Set(contexts).size).toBe(contexts.length)
  expect(secureContext([])).toBe(contexts[0])
  expect(secureContext([root.pem], 'full', a && { ...a })).toBe(contexts[5])
})
