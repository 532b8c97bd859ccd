import { expect, test } from 'vitest'
import { azureTablesRows } from '../../stores/azure-tables/rows.ts'
import { httpServer, type Respond, respond } from '../fixtures/http-server.ts'

const KEY = Buffer.from('a key of nobody').toString('base64')
/** By this the service is known. */
const OWN = { 'x-ms-request-id': '1' }
const JSON_TYPE = { ...OWN, 'content-type': 'application/json;odata=minimalmetadata' }

/** Rows of a service that answers each request in turn, and then like the last; what it was asked for. */
async function service(...answers: Respond[]) {
  return await serviceWithin(20_000, ...answers)
}

async function serviceWithin(deadlineMs: number, ...answers: Respond[]) {
  const asked: string[] = []
  const server = await httpServer((socket, head) => {
    asked.push(head.split('\r\n', 1)[0] ?? '')
    answers[Math.min(asked.length, answers.length) - 1]?.(socket, head)
  })
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=one;AccountKey=${KEY};TableEndpoint=http://127.0.0.1:${server.port}/one`
  const rows = await azureTablesRows({ connectionString, table: 'probe' }, { deadlineMs })
  return {
    ...{ rows, asked },
    async [Symbol.asyncDispose]() {
      await rows.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The answer to a transaction, https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
function transaction(...statuses: readonly number[]): Respond {
  const parts = statuses.map(
    (status) =>
      `--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status} X\r\nDataServiceVersion: 3.0;\r\n\r\n\r\n`,
  )
  const body = `--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n${parts.join('')}--changesetresponse_1--\r\n--batchresponse_1--\r\n`
  return respond(202, {
    body,
    headers: { ...OWN, 'content-type': 'multipart/mixed; boundary=batchresponse_1' },
  })
}

/** A page, which leads on where it has a token: it may be empty long before the end. */
function page(keys: readonly string[], next?: string): Respond {
  const value = keys.map((RowKey) => ({ 'odata.etag': 'W/"1"', PartitionKey: 'p', RowKey }))
  const headers: Record<string, string> = { ...JSON_TYPE }
  if (next !== undefined) {
    headers['x-ms-continuation-NextPartitionKey'] = 'p'
    headers['x-ms-continuation-NextRowKey'] = next
  }
  return respond(200, { body: JSON.stringify({ value }), headers })
}

const WRITES = ['a', 'b', 'c'].map((key) => ({ kind: 'put', key, cells: { n: 1 } }) as const)

test('a commit counts as done when each write is said to be', async () => {
  await using at = await service(transaction(204, 204, 204))
  expect(await at.rows.commit('p', WRITES)).toBe('committed')
})

test.for([
  { statuses: [204, 204], why: 'of one nothing is said' },
  { statuses: [204, 400, 204], why: 'one is refused' },
  { statuses: [204, 300, 204], why: 'one is answered with neither' },
  { statuses: [], why: 'nothing is said at all' },
])('a commit does not count as done when $why', async ({ statuses }) => {
  await using at = await service(transaction(...statuses))
  await expect(at.rows.commit('p', WRITES)).rejects.toThrow(
    /^Cannot write to the store (?!.*NOT_THE_SERVICE)/,
  )
})

test('a list goes on through pages that are short or empty, as far as a token leads', async () => {
  await using at = await service(page(['a'], 'b'), page([], 'c'), page(['c', 'd']))
  const rows = await at.rows.list('p', { from: 'a', to: 'z', limit: 9 })
  expect(rows.map(({ key }) => key)).toEqual(['a', 'c', 'd'])
  expect(at.asked).toHaveLength(3)
  expect(at.asked[1]).toContain('NextRowKey=')
})

test('a list ends with its limit, whatever is left', async () => {
  await using at = await service(page(['a', 'b'], 'c'), page(['c'], 'd'))
  const rows = await at.rows.list('p', { from: 'a', to: 'z', limit: 2 })
  expect(rows.map(({ key }) => key)).toEqual(['a', 'b'])
  expect(at.asked).toHaveLength(1)
})

const BUSY = respond(503, { body: '{}', headers: JSON_TYPE })

test.for([
  { failures: 2, asked: 3, rows: 1 },
  { failures: 3, asked: 3, rows: null },
])('a read is tried three times: $failures times busy', async ({ failures, asked, rows }) => {
  await using at = await service(...Array.from({ length: failures }, () => BUSY), page(['a']))
  const read = at.rows.list('p', { from: 'a', to: 'z', limit: 9 })
  if (rows === null) await expect(read).rejects.toThrow('the service is busy')
  else expect(await read).toHaveLength(rows)
  expect(at.asked).toHaveLength(asked)
})

test('a write is tried once, as it may have been done', async () => {
  await using at = await service(BUSY)
  await expect(at.rows.commit('p', WRITES)).rejects.toThrow('the service is busy')
  expect(at.asked).toHaveLength(1)
})

const SILENT: Respond = () => undefined

test.for(['read', 'write'] as const)(
  'a %s that is not answered ends in time, and says so',
  async (how) => {
    await using at = await serviceWithin(50, SILENT)
    const asked =
      how === 'read'
        ? at.rows.list('p', { from: 'a', to: 'z', limit: 9 })
        : at.rows.commit('p', WRITES)
    await expect(asked).rejects.toThrow('there was no answer (DEADLINE)')
  },
)

test('a store that is closed ends what is under way, and begins nothing more', async () => {
  const { promise: heard, resolve: hear } = Promise.withResolvers<void>()
  await using at = await service(() => hear())
  const commit = at.rows.commit('p', WRITES)
  await heard
  await at.rows.close()
  await expect(commit).rejects.toThrow('it was closed')
  await expect(at.rows.commit('p', WRITES)).rejects.toThrow('it was closed')
  expect(at.asked).toHaveLength(1)
})

test.for([
  { writes: 0, asked: 0, fits: true },
  { writes: 100, asked: 1, fits: true },
  { writes: 101, asked: 0, fits: false },
])('a commit of $writes writes fits: $fits', async ({ writes, asked, fits }) => {
  const all = Array.from({ length: writes }, (_, n) => {
    return { kind: 'put', key: `k${n}`, cells: { n } } as const
  })
  await using at = await service(transaction(...all.map(() => 204)))
  const commit = at.rows.commit('p', all)
  if (fits) expect(await commit).toBe('committed')
  else await expect(commit).rejects.toThrow(`${writes} writes: Azure Tables takes 100`)
  expect(at.asked).toHaveLength(asked)
})

/** Below the limits of the service by the last byte or column, and above them by one more. */
test.for([
  {
    what: 'a column of 64 KiB with its mark',
    cells: { b: new Uint8Array(2 ** 16 - 1) },
    fits: true,
  },
  { what: 'a column of one byte more', cells: { b: new Uint8Array(2 ** 16) }, fits: false },
  { what: '252 columns', cells: columnsOf(252, 1), fits: true },
  { what: '253 columns', cells: columnsOf(253, 1), fits: false },
  { what: 'a row of 1 MiB', cells: rowOfBytes(2 ** 20), fits: true },
  { what: 'a row of one byte more', cells: rowOfBytes(2 ** 20 + 1), fits: false },
])('$what, which fits: $fits', async ({ cells, fits }) => {
  await using at = await service(respond(204, { headers: { ...OWN, etag: 'W/"1"' } }))
  const commit = at.rows.commit('p', [{ kind: 'put', key: 'k', cells }])
  if (fits) expect(await commit).toBe('committed')
  else await expect(commit).rejects.toThrow(/too large for Azure Tables/)
  expect(at.asked).toHaveLength(fits ? 1 : 0)
})

function columnsOf(count: number, bytes: number): Record<string, Uint8Array> {
  const names = Array.from({ length: count }, (_, n) => `c${String(n).padStart(3, '0')}`)
  return Object.fromEntries(names.map((name) => [name, new Uint8Array(bytes)]))
}

/** Columns that the service counts as so many bytes, with the keys `p` and `k`. */
function rowOfBytes(bytes: number): Record<string, Uint8Array> {
  // Of the entity 4; of its keys 8, twice a name and twice a text each.
  const keys = 4 + (8 + 2 * 12 + 2) + (8 + 2 * 6 + 2)
  const count = 20
  // Of a column 8, twice its name, and the byte that says what it holds.
  const each = Math.floor((bytes - keys) / count) - (8 + 2 * 4 + 1)
  const rest = bytes - keys - count * (each + 8 + 2 * 4 + 1)
  return { ...columnsOf(count, each), c019: new Uint8Array(each + rest) }
}
