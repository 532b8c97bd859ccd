import net from 'node:net'
import { describe, expect, test as plain } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { judge } from '../../shared/judge/judge.ts'
import {
  CERTIFICATE_FAULTS,
  CERTIFICATES_IN_ORDER,
  type CertificateFault,
} from '../fixtures/certificate-faults.ts'
import {
  CERTIFICATE_NAME_FAULTS,
  CERTIFICATE_NAMES_IN_ORDER,
} from '../fixtures/certificate-name-faults.ts'
import { type Authority, EXPIRED, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { tlsServer } from '../fixtures/tls-server.ts'
import { BOOK } from '../shared/judge/evidence.ts'

const test = plain.extend<{ root: Authority }>({
  root: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
    async ({}, use) => use(await mintRoot('Known Root')),
    { scope: 'file' },
  ],
})

/** The names have public addresses of their own, and all lead here. */
const lookup = async (name: string) => [`20.2.${name.length}.1`]
const dial = (_: string, port: number) => net.connect({ host: '127.0.0.1', port })

/** Shows the certificate for each host on a server of its own, and judges what a sweep sees of it. */
async function judged(
  make: CertificateFault['make'],
  root: Authority,
  hosts: readonly string[],
  ca = [root.pem],
) {
  await using stack = new AsyncDisposableStack()
  const targets = []
  for (const host of hosts) {
    const weak = { ciphers: 'DEFAULT@SECLEVEL=0' }
    const server = stack.use(await tlsServer(await make(root, host), { tls: weak }))
    targets.push(targetOf(`tls://${host}:${server.port}`, { ca }))
  }
  const evidence = await sweep(targets, options({ limits: LIMITS }, { lookup, dial }))
  const reasons = evidence.targets.map(
    ({ observations }) => observations.find((o) => o.step === 'handshake')?.verification,
  )
  return { reasons, judgements: judge(evidence, { book: BOOK }) }
}

/** Nothing here is to time out, on a busy machine either. */

/** Unrelated, and one of them a public vendor’s: where an unknown authority would speak for interception. */
const VENDORS = 'registry.npmjs.org'
const HOSTS = ['one.limbo.example', VENDORS, 'third.test'] as const

describe('a chain below a known root', () => {
  test.for([...CERTIFICATE_FAULTS, ...CERTIFICATE_NAME_FAULTS])(
    'is judged by its fault: $name',
    async (fault, { root }) => {
      // In order but for its end, a chain of a private root on a vendor’s host is what inspection looks like.
      const several = fault.verification === null ? HOSTS.filter((h) => h !== VENDORS) : HOSTS
      const hosts = fault.host === undefined ? several : [fault.host]
      const { reasons, judgements } = await judged(fault.make, root, hosts)
      for (const [at, { findings }] of judgements.entries()) {
        expect(reasons[at]).toBe(fault.verification)
        const [first] = findings
        expect(first?.code).toBe(fault.first)
        const told = `${first?.summary}. ${first?.cause}. ${first?.fix}`
        for (const text of fault.says) expect(told).toContain(text)
        expect(findings.map((f) => f.code)).not.toContain('tls-intercepted')
        expect(findings.map((f) => f.code)).not.toContain('tls-untrusted')
        expect(told).not.toMatch(/not known here|neither in it/)
      }
    },
  )

  test.for([...CERTIFICATES_IN_ORDER, ...CERTIFICATE_NAMES_IN_ORDER])(
    'without a fault stays silent: $name',
    async ({ make, host = HOSTS[0] }, { root }) => {
      const { judgements } = await judged(make, root, [host])
      expect(judgements.flatMap(({ findings }) => findings)).toEqual([])
    },
  )

  test('a certificate that signed itself and is in `ca` stays silent', async ({ root }) => {
    const own = await mintLeaf(null, { names: ['one.limbo.example'] })
    const make = async () => own
    const { judgements } = await judged(make, root, ['one.limbo.example'], [own.leaf])
    expect(judgements.flatMap(({ findings }) => findings)).toEqual([])
  })

  test('a root of `ca` that has expired is named', async () => {
    const old = await mintRoot('Old Root', { days: EXPIRED })
    const plainChain = CERTIFICATES_IN_ORDER[0]?.make ?? expect.unreachable()
    const { judgements } = await judged(plainChain, old, ['one.limbo.example'])
    const [finding] = judgements.flatMap(({ findings }) => findings)
    expect(finding?.code).toBe('tls-expired')
    expect(finding?.summary).toContain('The authority “Old Root”')
  })

  test('that is not known here is told as such, and no more by two hosts', async ({ root }) => {
    const unrelated = ['one.limbo.example', 'other.test']
    const plainChain = CERTIFICATES_IN_ORDER[0]?.make ?? expect.unreachable()
    const { judgements } = await judged(plainChain, root, unrelated, [])
    const codes = judgements.map(({ findings }) => findings.map((f) => f.code))
    expect(codes).toEqual(unrelated.map(() => ['tls-untrusted']))
  })
})
