import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { describe, expect, test as plain } from 'vitest'
import { release } from '../../probes/deadline.ts'
import { anchorOf } from '../../probes/roots.ts'
import { handshake } from '../../probes/steps/handshake.ts'
import { open, stepContext } from '../fixtures/context.ts'
import { type Authority, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { tlsServer } from '../fixtures/tls-server.ts'

interface Roots {
  readonly own: Authority
  /** In this machine’s store. */
  readonly ofMachine: Authority
}

const test = plain.extend<{ roots: Roots }>({
  roots: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => {
      const ofMachine = await mintRoot('Root of the Machine')
      // Before the first handshake, as the machine’s store is read at the start.
      tls.setDefaultCACertificates([...tls.rootCertificates, ofMachine.pem])
      await use({ own: await mintRoot('Root of the Configuration'), ofMachine })
    },
    { scope: 'file' },
  ],
})

async function anchorSeen(root: Authority, ca: readonly string[]) {
  await using server = await tlsServer(await mintLeaf(root, { names: ['a.test'] }))
  const ctx = stepContext()
  const to = { ...server, host: 'a.test', ca, peer: 'target', attempt: 1 } as const
  const { seen, value } = await handshake(ctx, await open(ctx, server), to)
  await release(value ?? expect.unreachable())
  return seen.anchor
}

describe('the anchor of a chain', () => {
  test('is the configuration for a root of `ca`', async ({ roots: { own } }) => {
    expect(await anchorSeen(own, [own.pem])).toBe('configuration')
  })

  test('is the machine for a root of its store, also beside a `ca`', async ({ roots }) => {
    expect(await anchorSeen(roots.ofMachine, [])).toBe('machine')
    expect(await anchorSeen(roots.ofMachine, [roots.own.pem])).toBe('machine')
  })

  test('is absent where no root vouches', async ({ roots: { own } }) => {
    expect(await anchorSeen(own, [])).toBeUndefined()
  })

  test('is public for what comes with Node, also when `ca` names it', () => {
    const [pem = ''] = tls.rootCertificates
    const print = new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()
    expect([anchorOf(print, []), anchorOf(print, [pem])]).toEqual(['public', 'public'])
  })
})
