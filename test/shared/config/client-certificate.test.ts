import { createPrivateKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { mintLeaf, mintRoot } from '../../fixtures/mint.ts'
import { placesOf, planned } from './sample.ts'

const root = await mintRoot()
const { leaf, key } = await mintLeaf(root, { names: ['probe.test'], purpose: 'client' })
const other = await mintLeaf(root, { names: ['b.test'], weakKey: true })
const encrypted = createPrivateKey(key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'SECRET' })
  .toString()

const FILES = {
  'chain.pem': `${leaf}\n${root.pem}`,
  'both.pem': `${leaf}\n${key}`,
  'leaf.pem': leaf,
  'key.pem': key,
  'other.key': other.key,
  'encrypted.key': encrypted,
  'text.pem': 'hello',
}
const env = { PASSPHRASE: 'SECRET', WRONG: 'SECRET-2' }
const target = (given: string) =>
  `targets: [{ name: a, url: "https://a.test/", clientCertificate: ${given} }]`
const made = (given: string) => planned(target(given), env, FILES)

describe('clientCertificate', () => {
  test.for([
    '{ certificate: both.pem }',
    '{ certificate: leaf.pem, key: key.pem }',
    `{ certificate: leaf.pem, key: encrypted.key, passphrase: "\${PASSPHRASE}" }`,
  ])('reads %s', (given) => {
    const { targets, problems } = made(given)
    expect(problems).toEqual([])
    expect(targets[0]?.client?.certificate).toBe(leaf.trim())
    expect(targets[0]?.client?.key).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  })

  test.for([
    ['{ certificate: none.pem }', 'certificate', 'cannot be read: ENOENT'],
    ['{ certificate: text.pem }', 'certificate', 'holds no certificate'],
    ['{ certificate: leaf.pem }', 'certificate', 'holds no private key'],
    ['{ certificate: leaf.pem, key: none.key }', 'key', 'cannot be read'],
    ['{ certificate: leaf.pem, key: other.key }', 'key', 'the key of another certificate'],
    ['{ certificate: leaf.pem, key: encrypted.key }', 'key', 'cannot be opened'],
    [
      `{ certificate: leaf.pem, key: encrypted.key, passphrase: "\${WRONG}" }`,
      'key',
      'cannot be opened',
    ],
  ] as const)('refuses %s', ([given, part, says]) => {
    const { problems } = made(given)
    expect(problems.map((p) => p.key)).toEqual([`targets[0].clientCertificate.${part}`])
    expect(problems[0]?.message).toContain(says)
    expect(JSON.stringify(problems)).not.toContain('SECRET')
  })

  test('shows the certificates of its issuers, too, in their order', () => {
    const { targets } = made('{ certificate: chain.pem, key: key.pem }')
    expect(targets[0]?.client?.certificate).toBe(`${leaf.trim()}\n${root.pem.trim()}`)
  })

  test('tells how a key is opened', () => {
    const remedy = (more: string) =>
      made(`{ certificate: leaf.pem, key: encrypted.key${more} }`).problems[0]?.remedy
    expect(remedy('')).toContain('An encrypted key needs passphrase')
    expect(remedy(', passphrase: "${WRONG}"')).toContain('Check passphrase')
  })

  test('is refused where there is no handshake', () => {
    const text =
      'targets: [{ name: a, url: "http://a.test/", clientCertificate: { certificate: x } }]'
    expect(placesOf(text).map((p) => p.replace(/^\S+ /, ''))).toEqual([
      'targets[0].clientCertificate',
    ])
  })

  test('a passphrase in the file itself is a warning', () => {
    const { warnings } = made('{ certificate: leaf.pem, key: encrypted.key, passphrase: SECRET }')
    expect(warnings.map((w) => w.key)).toEqual(['targets[0].clientCertificate.passphrase'])
    expect(JSON.stringify(warnings)).not.toContain('SECRET')
  })
})
