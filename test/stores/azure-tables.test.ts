import { expect, test } from 'vitest'
import { azureTablesRows } from '../../stores/azure-tables/rows.ts'
import { httpServer, type Respond, respond } from '../fixtures/http-server.ts'

const KEY = Buffer.from('a key of nobody').toString('base64')
/** By this the service is known. */
const OWN = { 'x-ms-request-id': '1' }
const JSON_TYPE = { ...OWN, 'content-type': 'application/json;odata=minimalmetadata' }

/** Rows of a service that answers each request in turn, and then like the last; what it was asked for. */
async function service(...answers: Respond[]) {
  const asked: string[] = []
  const server = await httpServer((socket, head) => {
    asked.push(head.split('\r\n', 1)[0] ?? '')
    answers[Math.min(asked.length, answers.length) - 1]?.(socket, head)
  })
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=one;AccountKey=${KEY};TableEndpoint=http://127.0.0.1:${server.port}/one`
  const rows = await azureTablesRows({ connectionString, table: 'probe' }, { deadlineMs: 20_000 })
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
