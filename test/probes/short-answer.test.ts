import { describe, expect, test as plain } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { judge } from '../../shared/judge/judge.ts'
import { SILENCE, stepContext } from '../fixtures/context.ts'
import { httpServer, type Respond } from '../fixtures/http-server.ts'
import {
  type Authority,
  type Identity,
  mintIntermediate,
  mintLeaf,
  mintRoot,
} from '../fixtures/mint.ts'
import { openTunnels, proxyServer, wayThrough } from '../fixtures/proxy-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import type { TestServer } from '../fixtures/tcp-server.ts'
import { BOOK } from '../shared/judge/evidence.ts'

interface Pki {
  readonly root: Authority
  readonly leaf: Identity
  /** With a chain that fills packets. */
  readonly long: Identity
}

const test = plain.extend<{ pki: Pki }>({
  pki: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => {
      const root = await mintRoot()
      let above = root
      for (const name of ['First', 'Second', 'Third']) above = await mintIntermediate(above, name)
      const names = ['app.test']
      await use({
        root,
        leaf: await mintLeaf(root, { names }),
        long: await mintLeaf(above, { names }),
      })
    },
    { scope: 'file' },
  ],
})

async function judged(server: TestServer, pki: Pki, scheme = 'https', over = {}) {
  const target = targetOf(`${scheme}://app.test:${server.port}/`, { ca: [pki.root.pem], ...over })
  const network = {
    lookup: async () => ['20.2.2.2'],
    dial: (_: string, port: number) => stepContext().network.dial('127.0.0.1', port),
  }
  const limits = { ...LIMITS, step: SILENCE }
  const evidence = await sweep([target], options({ limits }, network))
  const [judgement] = judge(evidence, { book: BOOK })
  const findings = judgement?.findings ?? []
  const [first] = findings
  return {
    codes: findings.map(({ code, severity }) => `${severity} ${code}`),
    says: `${first?.summary}. ${first?.cause}`,
    request: evidence.targets[0]?.observations.findLast((o) => o.step === 'request'),
  }
}

/** A key share of some 1,100 bytes would fill a packet by itself. */
const CLASSICAL = { ecdhCurve: 'X25519' }

/** Answers HEAD alone; what GET would get has so many bytes, null: it does not say. */
const headAlone =
  (announced: number | null): Respond =>
  (socket, head) => {
    const length = announced === null ? '' : `Content-Length: ${announced}\r\n`
    if (head.startsWith('HEAD ')) socket.end(`HTTP/1.1 200 OK\r\n${length}\r\n`)
  }

describe('a request without an answer is followed by HEAD', () => {
  test('what fills packets is lost', async ({ pki }) => {
    await using server = await httpServer(headAlone(20_000), pki.leaf, CLASSICAL)
    const { codes, says, request } = await judged(server, pki)
    expect(request).toMatchObject({ shortAnswer: { status: 200, announced: 20_000 } })
    expect(codes).toEqual(['fail path-mtu-black-hole'])
    expect(says).toContain('announces 20000 bytes for GET')
  })

  test.for([
    ['full packets have arrived', 20_000, 'long', 'jumbo frames'],
    ['its size is no matter', 200, 'leaf', 'hangs or waits on GET; as much'],
    ['its size is not known', null, 'leaf', 'it hangs or waits on GET; or'],
  ] as const)('%s', async ([, announced, identity, cause], { pki }) => {
    await using server = await httpServer(headAlone(announced), pki[identity])
    const { codes, says } = await judged(server, pki)
    expect(codes).toEqual(['fail http-no-response'])
    expect(says).toContain(cause)
    expect(says).toContain('HEAD is answered')
  })

  test('a mute server', async ({ pki }) => {
    await using server = await httpServer(() => undefined, pki.leaf)
    const { codes, says, request } = await judged(server, pki)
    expect(request).not.toHaveProperty('shortAnswer')
    expect(codes).toEqual(['fail http-no-response'])
    expect(says).not.toContain('HEAD')
  })

  test('in plain HTTP, and through a tunnel', async ({ pki }) => {
    await using plainServer = await httpServer(headAlone(20_000))
    expect((await judged(plainServer, pki, 'http')).codes).toEqual(['fail path-mtu-black-hole'])
    await using server = await httpServer(headAlone(20_000), pki.leaf, CLASSICAL)
    await using proxy = await proxyServer(openTunnels(() => server))
    const via = wayThrough(proxy)
    const { codes } = await judged(server, pki, 'https', { proxy: via, pathKind: 'proxy' })
    expect(codes).toEqual(['fail path-mtu-black-hole'])
  })
})

describe('a head without its body', () => {
  test('is a warning', async ({ pki }) => {
    const head: Respond = (socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n')
    await using server = await httpServer(head, pki.leaf)
    const { codes, says } = await judged(server, pki)
    expect(codes).toEqual(['warn http-no-response'])
    expect(says).toContain('not one of the 9000 bytes')
    expect(says).not.toContain('another address')
  })

  test('that has begun is an answer', async ({ pki }) => {
    const begun: Respond = (socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nx')
    await using server = await httpServer(begun, pki.leaf)
    expect((await judged(server, pki)).codes).toEqual([])
  })
})
