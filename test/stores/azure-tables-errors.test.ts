import { once } from 'node:events'
import http from 'node:http'
import { expect, test } from 'vitest'
import { StoreError, type StoreProblem } from '../../shared/ports/store-error.ts'
import { azureTablesRows } from '../../stores/azure-tables/rows.ts'
import { tableError } from '../../stores/azure-tables/table-error.ts'
import type { Rows } from '../../stores/rows/port.ts'
import { environment } from '../identity/endpoint.ts'
import { connectionString } from '../peers/azurite.ts'

type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void

/** Asks a server that answers every request alike; gives what came of it and how often it was asked. */
async function against<T>(answer: Answer, ask: (rows: Rows) => Promise<T>, deadlineMs = 5000) {
  let requests = 0
  const server = http.createServer((request, response) => {
    requests++
    request.resume().on('end', () => answer(response, request))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const rows = await azureTablesRows(
    { connectionString: connectionString(address.port) },
    { deadlineMs },
  )
  try {
    const [said] = await Promise.allSettled([ask(rows)])
    return { port: address.port, requests, said }
  } finally {
    await rows.close()
    server.close()
    server.closeAllConnections()
  }
}

/** As the service refuses: https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2 */
function refusal(status: number, code: string): Answer {
  return (response) => {
    response.writeHead(status, {
      'content-type': 'application/json;odata=minimalmetadata',
      'x-ms-request-id': '0d14f1a5-8002-0013-1e3c-5c0f5d000000',
      'x-ms-error-code': code,
    })
    const value = `No. The MAC signature found in the HTTP request 'SECRET' is not the same`
    response.end(JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value } } }))
  }
}

const read = (rows: Rows) => rows.get('p', 'k')
const write = (rows: Rows) => rows.commit('p', [{ kind: 'put', key: 'k', cells: { n: 1 } }])
const writeTwo = (rows: Rows) =>
  rows.commit('p', [
    { kind: 'create', key: 'k', cells: { n: 1 } },
    { kind: 'create', key: 'l', cells: { n: 1 } },
  ])

const refusals: readonly [
  string,
  Answer,
  (rows: Rows) => Promise<unknown>,
  StoreProblem,
  RegExp,
][] = [
  ['network rules', refusal(403, 'AuthorizationFailure'), read, 'unreachable', /private endpoint/],
  [
    'no role, reading',
    refusal(403, 'AuthorizationPermissionMismatch'),
    read,
    'unreachable',
    /Storage Table Data Contributor/,
  ],
  [
    'no role, writing',
    refusal(403, 'AuthorizationPermissionMismatch'),
    write,
    'read-only',
    /Storage Table Data Contributor/,
  ],
  ['a wrong key', refusal(403, 'AuthenticationFailed'), write, 'unreachable', /clock/],
  [
    'no keys allowed',
    refusal(403, 'KeyBasedAuthenticationNotPermitted'),
    write,
    'unreachable',
    /identity/,
  ],
  [
    'a code of tomorrow',
    refusal(403, 'SomethingNew'),
    write,
    'read-only',
    /SomethingNew, HTTP status 403/,
  ],
  ['busy', refusal(503, 'ServerBusy'), write, 'busy', /wait/],
  ['a transaction refused', refusal(429, 'TooManyRequests'), writeTwo, 'busy', /wait/],
  [
    'a table that is being deleted',
    refusal(409, 'TableBeingDeleted'),
    write,
    'busy',
    /wait a minute/,
  ],
  ['a request it does not take', refusal(400, 'InvalidInput'), write, 'unknown', /InvalidInput/],
  [
    'a create that meets itself in a put',
    refusal(409, 'EntityAlreadyExists'),
    write,
    'busy',
    /wait/,
  ],
  [
    'a firewall',
    (r) => r.writeHead(470).end('Denied'),
    read,
    'unreachable',
    /something else answers/,
  ],
  [
    'a block page with status 200',
    (r) => r.end('<html>Denied</html>'),
    read,
    'unreachable',
    /something else answers/,
  ],
  ['a gateway', (r) => r.writeHead(502).end('Bad gateway'), write, 'busy', /502/],
  ['a cut', (r) => r.destroy(), write, 'unreachable', /ECONNRESET/],
  [
    'half an answer',
    (r) =>
      r
        .writeHead(200, { 'x-ms-request-id': '1', 'content-length': 9 })
        .write('{', () => r.destroy()),
    read,
    'unreachable',
    /no answer/,
  ],
]

test.for(refusals)('%s: problem and remedy', async ([, answer, ask, problem, says]) => {
  const { said, port } = await against(answer, ask)
  const error: unknown = said.status === 'rejected' ? said.reason : null
  expect(error).toBeInstanceOf(StoreError)
  expect(error).toMatchObject({ problem })
  expect(String(error)).toMatch(says)
  // What, where, what to do.
  expect(String(error)).toMatch(/Cannot (read|write to) the store .*: .* \(.*\); \S+ \S+/)
  expect(String(error)).toContain(`127.0.0.1:${port}/devstoreaccount1/perimeter`)
  expect(JSON.stringify(error) + String(error)).not.toMatch(/SECRET|Eby8vdM/)
})

test('silence ends at the deadline, also in the middle of a compressed answer', async () => {
  const half: Answer = (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'x-ms-request-id': '1' })
    response.write(Buffer.from([0x1f, 0x8b, 8, 0]))
  }
  for (const answer of [() => undefined, half]) {
    const { said, requests } = await against(answer, read, 100)
    expect(said).toMatchObject({ status: 'rejected', reason: { problem: 'unreachable' } })
    expect(String(said.status === 'rejected' && said.reason)).toContain('DEADLINE')
    expect(requests).toBe(1)
  }
})

test('a read is tried again while it may help; a write never', async () => {
  expect((await against(refusal(503, 'ServerBusy'), read)).requests).toBe(3)
  expect((await against(refusal(403, 'AuthorizationFailure'), read)).requests).toBe(1)
  expect((await against(refusal(503, 'ServerBusy'), write)).requests).toBe(1)
  expect((await against(refusal(500, 'InternalError'), writeTwo)).requests).toBe(1)
  expect((await against((r) => r.destroy(), write)).requests).toBe(1)
})

test('close() ends what is under way, and nothing is asked after it', async () => {
  const { said } = await against(
    () => undefined,
    async (rows) => {
      const asked = Promise.allSettled([read(rows), write(rows)])
      await rows.close()
      return [...(await asked), ...(await Promise.allSettled([read(rows)]))]
    },
  )
  const rejected = { status: 'rejected', reason: { name: 'StoreError', problem: 'unreachable' } }
  expect(said).toMatchObject({ value: [rejected, rejected, rejected] })
})

const codes: readonly [string, StoreProblem, RegExp][] = [
  ['ENOTFOUND', 'unreachable', /privatelink\.table\.core\.windows\.net/],
  ['EAI_AGAIN', 'unreachable', /DNS/],
  ['ECONNREFUSED', 'unreachable', /port 443/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable', /inspects TLS/],
  ['CERT_HAS_EXPIRED', 'unreachable', /certificate/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable', /certificate/],
  ['OAuthPublicNetworkAccessError', 'unreachable', /network rules/],
]

test.for(codes)('%s has a remedy', ([code, problem, says]) => {
  const thrown = Object.assign(new Error(code), { name: 'RestError', code })
  const error = tableError(thrown, 'read', 'x.table.core.windows.net/perimeter')
  expect(error).toMatchObject({ name: 'StoreError', problem })
  expect(String(error)).toMatch(says)
})

test('a bug passes as it is', () => {
  const bug = new TypeError('x is not a function')
  expect(tableError(bug, 'read', 'x')).toBe(bug)
})

test('a connection string that is none is refused without being quoted', async () => {
  const opened = azureTablesRows({ connectionString: 'AccountKey=SECRET' })
  await expect(opened).rejects.toThrow(/connectionString is none/)
  await expect(opened).rejects.not.toThrow(/SECRET/)
})

test('variables that make no identity fail each call with a StoreError, not the opening', async () => {
  environment({ AZURE_TENANT_ID: 'no tenant!', AZURE_CLIENT_ID: 'c' })
  const rows = await azureTablesRows({ endpoint: 'https://127.0.0.1:1' })
  for (const call of [read, write]) {
    const asked = call(rows)
    await expect(asked).rejects.toMatchObject({ name: 'StoreError', problem: 'unreachable' })
    await expect(asked).rejects.toThrow(/got no token \(NO_TOKEN, the credentials cannot be used/)
  }
  await rows.close()
})

test('a token is not sent over http', async () => {
  await expect(azureTablesRows({ endpoint: 'http://127.0.0.1:1/x' })).rejects.toThrow(/https/)
})
