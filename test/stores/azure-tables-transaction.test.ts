import type { TableClient } from '@azure/data-tables'
import { expect, test } from 'vitest'
import { transact, transactionPolicy } from '../../stores/azure-tables/transaction.ts'
import type { Write } from '../../stores/rows/port.ts'

type Request = Parameters<typeof transactionPolicy.sendRequest>[0]

/** As the library writes a delete: with `If-Match: *`, whatever its version. */
function operation(verb: string, key: string): string {
  return `--changeset_1\r\n\r\n${verb} http://x/t(PartitionKey='p',RowKey='${key}') HTTP/1.1\r\nAccept: application/json\r\nIf-Match: *\r\n\r\n`
}

/** The body that is sent of a transaction. */
async function sent(writes: readonly Write[], body: unknown): Promise<unknown> {
  let seen: unknown = null
  const client = {
    submitTransaction: async (_: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
      const request = { abortSignal, body } as unknown as Request
      await transactionPolicy.sendRequest(request, async ({ body: now }) => {
        seen = now
        return {} as never
      })
      return { subResponses: writes.map(() => ({ status: 204 })) }
    },
  }
  await transact(client as never as TableClient, 'p', writes, new AbortController().signal)
  return seen
}

const remove = (key: string, version?: string): Write => {
  return { kind: 'delete', key, ...(version !== undefined && { version }) }
}

test('a delete demands its version, and nothing else does', async () => {
  const body = `${operation('DELETE', 'a')}${operation('DELETE', 'b')}${operation('PUT', 'c')}`
  const writes: Write[] = [
    remove('a', 'W/"1"'),
    remove('b'),
    { kind: 'replace', key: 'c', cells: {}, version: 'W/"3"' },
  ]
  expect(await sent(writes, body)).toBe(body.replace('If-Match: *', 'If-Match: W/"1"'))
  expect(await sent([remove('a'), remove('b')], body)).toBe(body)
  expect(await sent([remove('b', 'W/"2"')], operation('DELETE', 'b'))).toContain('If-Match: W/"2"')
})

test.for([
  [4 * 2 ** 20, true],
  [4 * 2 ** 20 + 1, false],
] as const)('a body of %d bytes fits: %s', async ([bytes, fits]) => {
  const body = 'x'.repeat(bytes)
  const sending = sent([remove('a')], body)
  if (fits) expect(await sending).toBe(body)
  else await expect(sending).rejects.toThrow(`${bytes} bytes as it is sent`)
})

test('a body that is no text, and a request outside of a transaction, pass as they are', async () => {
  const bytes = new Uint8Array(5)
  expect(await sent([remove('a', 'W/"1"')], bytes)).toBe(bytes)
  const request = { body: operation('DELETE', 'a') } as Request
  let seen: unknown = null
  await transactionPolicy.sendRequest(request, async ({ body }) => {
    seen = body
    return {} as never
  })
  expect(seen).toBe(request.body)
})
