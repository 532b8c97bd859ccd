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

test('of many contexts the one that was not used for longest is let go', () => {
  const [a] = clients
  if (a === undefined) throw new Error('no client')
  const nth = (i: number) =>
    secureContext([], 'small', { ...a, certificate: `${a.certificate}${'\n'.repeat(i)}` })
  const first = nth(1)
  const second = nth(2)
  for (let i = 3; i <= 32; i++) nth(i)
  expect(nth(1)).toBe(first)
  nth(33)
  expect(nth(1)).toBe(first)
  expect(nth(2)).not.toBe(second)
})
