import http2 from 'node:http2'
import type { AddressInfo } from 'node:net'
import { describe, expect, test as plain } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { alertIn, tlsAlert } from '../../shared/failure/alerts.ts'
import { judge } from '../../shared/judge/judge.ts'
import { stepContext } from '../fixtures/context.ts'
import { type Identity, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { alertAfterHello, tlsServer } from '../fixtures/tls-server.ts'
import { BOOK } from '../shared/judge/evidence.ts'

const test = plain.extend<{ pki: { readonly ca: readonly string[]; readonly leaf: Identity } }>({
  pki: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => {
      const root = await mintRoot()
      await use({ ca: [root.pem], leaf: await mintLeaf(root, { names: ['app.test'] }) })
    },
    { scope: 'file' },
  ],
})

const network = {
  lookup: async () => ['20.2.2.2'],
  dial: (_: string, port: number) => stepContext().network.dial('127.0.0.1', port),
}

async function judged(url: string, ca: readonly string[]) {
  const limits = { ...LIMITS, attempts: 1 }
  const evidence = await sweep([targetOf(url, { ca })], options({ limits }, network))
  const [judgement] = judge(evidence, { book: BOOK })
  const findings = judgement?.findings ?? []
  const [first] = findings
  const handshakes = evidence.targets[0]?.observations.filter((o) => o.step === 'handshake') ?? []
  const says = `${first?.summary}. ${first?.cause}. ${first?.fix}`
  return { codes: findings.map((f) => f.code), says, handshakes }
}

describe('a TLS alert of the server', () => {
  test.for([
    [40, 'tls-handshake-failed', ['handshake_failure', 'no cipher suite', 'X25519']],
    [49, 'tls-handshake-failed', ['access_denied', 'policy']],
    [70, 'tls-version-too-low', ['protocol_version', 'TLS 1.2']],
    [71, 'tls-handshake-failed', ['insufficient_security', 'stronger ciphers']],
    [80, 'tls-handshake-failed', ['internal_error', 'log of the server']],
    [112, 'tls-handshake-failed', ['unrecognized_name', 'not set up on it', 'DNS record']],
    [115, 'tls-handshake-failed', ['unknown_psk_identity', 'pre-shared key']],
    [48, 'tls-handshake-failed', ['unknown_ca', 'client’s certificate']],
    [116, 'tls-client-certificate-required', ['certificate_required']],
  ] as const)('%i is told by its number', async ([number, code, texts], { pki }) => {
    await using server = await tlsServer(pki.leaf, { misbehave: alertAfterHello(number) })
    const { codes, says, handshakes } = await judged(`https://app.test:${server.port}/`, pki.ca)
    expect(codes).toEqual([code])
    expect(handshakes[0]?.failure?.raw).toContain(`alert ${number} ${tlsAlert(number)?.name}`)
    for (const text of texts) expect(says).toContain(text)
  })

  test('120: the probe offers HTTP/2 as well, and says that it is taken', async ({ pki }) => {
    const server = http2.createSecureServer({ key: pki.leaf.key, cert: pki.leaf.chain })
    server.on('sessionError', () => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { codes, says, handshakes } = await judged(`https://app.test:${port}/`, pki.ca)
    await new Promise((resolve) => server.close(resolve))
    expect(handshakes.map((o) => o.hello ?? 'full')).toEqual(['full', 'h2'])
    expect(handshakes[1]).toMatchObject({ alpn: 'h2', phase: 'done' })
    expect(codes).toEqual(['tls-handshake-failed'])
    for (const text of ['HTTP/2 (h2) is taken', 'grpcs://', 'tls://']) expect(says).toContain(text)
  })

  test('120: a server that takes neither', async ({ pki }) => {
    await using server = await tlsServer(pki.leaf, { tls: { ALPNProtocols: ['postgresql'] } })
    const { codes, says } = await judged(`https://app.test:${server.port}/`, pki.ca)
    expect(codes).toEqual(['tls-handshake-failed'])
    expect(says).toContain('offer its own application protocol')
    expect(says).not.toContain('taken')
  })
})

describe('alertIn()', () => {
  test.for([
    ['alert 112 unrecognized_name', 112],
    ['ERR_SSL_WRONG_VERSION_NUMBER', null],
    ['an alert 40 somewhere', null],
  ] as const)('%s', ([raw, number]) => {
    expect(alertIn(raw)).toBe(number)
  })
})
