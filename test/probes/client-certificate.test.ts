import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { EXPIRED, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { judged } from '../shared/judge/evidence.ts'

const root = await mintRoot()
const clients = await mintRoot('Clients')
const strangers = await mintRoot('Strangers')
const identity = await mintLeaf(root, { names: ['app.test'] })
const client = async (by: typeof clients, days?: readonly [number, number]) => {
  const { leaf, key } = await mintLeaf(by, {
    names: ['probe.test'],
    purpose: 'client',
    ...(days && { days }),
  })
  return { certificate: leaf, key }
}

const versions = ['TLSv1.2', 'TLSv1.3'] as const
const wants = { requestCert: true, rejectUnauthorized: true, ca: clients.pem }

/** What a sweep of a server that wants a client certificate says. */
async function told(
  version: (typeof versions)[number],
  shown?: Awaited<ReturnType<typeof client>>,
) {
  const tls = { minVersion: version, maxVersion: version, ...wants }
  await using at = await httpServer(respond(200, { body: 'hello' }), identity, tls)
  const own = shown === undefined ? {} : { client: shown }
  const target = targetOf(`https://app.test:${at.port}/`, {
    ca: [root.pem],
    address: '127.0.0.1',
    ...own,
  })
  const evidence = await sweep([target], options())
  const observations = evidence.targets[0]?.observations ?? []
  return { evidence, observations, findings: judged(evidence).findings.map((f) => f.code) }
}

test.for(versions)('%s: a certificate that the server accepts', async (version) => {
  const shown = await client(clients)
  const { evidence, observations, findings } = await told(version, shown)
  const { fingerprint256 } = new X509Certificate(shown.certificate)
  const print = fingerprint256.replaceAll(':', '').toLowerCase()
  expect(observations.find((o) => o.step === 'handshake')).toMatchObject({
    failure: null,
    certificateRequested: true,
    client: print,
  })
  expect(evidence.certificates[print]?.subject).toBe('CN=probe.test')
  expect(observations.at(-1)).toMatchObject({ step: 'request', status: 200 })
  expect(findings).toEqual([])
  const { targets, ...rest } = evidence
  expect(JSON.stringify([rest, targets.map((t) => t.observations)])).not.toContain('PRIVATE')
})

test.for([
  ['TLSv1.2', 'of another authority', strangers, undefined, 'tls-client-certificate-refused'],
  ['TLSv1.2', 'that has expired', clients, EXPIRED, 'tls-client-certificate-refused'],
  ['TLSv1.3', 'that has expired', clients, EXPIRED, 'tls-client-certificate-refused'],
  // Node hangs up without an alert: that may as well be a crash.
  ['TLSv1.3', 'of another authority', strangers, undefined, 'http-no-response'],
] as const)('%s: a certificate %s', async ([version, , by, days, code]) => {
  const { findings } = await told(version, await client(by, days))
  expect(findings[0]).toBe(code)
})

test.for(versions)('%s: none', async (version) => {
  const { findings, observations } = await told(version)
  expect(findings[0]).toBe('tls-client-certificate-required')
  expect(observations.some((o) => o.step === 'handshake' && o.client !== undefined)).toBe(false)
})
