import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { getCACertificates } from 'node:tls'
import { afterAll, expect, test } from 'vitest'
import { trustRoots } from '../../runtime/trust.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-trust-'))
afterAll(() => rmSync(folder, { recursive: true }))

const logged: LogEntry[] = []
const log = { write: (entry: LogEntry) => void logged.push(entry) }

/** Calls a server of that root as a library would that knows nothing of us. */
async function statusOf(port: number): Promise<number | string> {
  const request = https.get({ host: '127.0.0.1', port, agent: false })
  try {
    const [response] = await once(request, 'response')
    response.resume()
    return response.statusCode
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  }
}

async function server(name: string) {
  const root = await mintRoot(name)
  const { key, chain } = await mintLeaf(root, { names: ['127.0.0.1'] })
  const serving = https.createServer({ key, cert: chain }, (_, response) => response.end('ok'))
  serving.listen(0, '127.0.0.1')
  await once(serving, 'listening')
  const { port } = serving.address() as AddressInfo
  return { root, port, [Symbol.asyncDispose]: async () => void serving.close() }
}

/** By their fingerprints: Node writes the texts anew. */
function trusted(): string[] {
  return getCACertificates('default').map((pem) => new X509Certificate(pem).fingerprint256)
}

test('roots of a file that Node missed at its start count, beside those of the configuration', async () => {
  await using first = await server('First')
  await using second = await server('Second')
  expect(await statusOf(first.port)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  const file = path.join(folder, 'roots.pem')
  writeFileSync(file, first.root.pem)
  const before = trusted()
  trustRoots([second.root.pem], { NODE_EXTRA_CA_CERTS: file }, log)
  expect(await statusOf(first.port)).toBe(200)
  expect(await statusOf(second.port)).toBe(200)
  // Beside those that it trusted before.
  expect(trusted()).toEqual(expect.arrayContaining(before))
  expect(logged).toEqual([])
})

test('a file that cannot be used is told, and harms nothing', () => {
  trustRoots([], { NODE_EXTRA_CA_CERTS: path.join(folder, 'absent.pem') }, log)
  expect(logged.map(({ message }) => message)).toEqual([
    expect.stringContaining('absent.pem of NODE_EXTRA_CA_CERTS cannot be read: ENOENT'),
  ])
})
