import type { TableClient, TransactionAction } from '@azure/data-tables'
import type { Write } from '../rows/port.ts'
import { toEntity } from './entity.ts'
import { RequestError } from './failure.ts'
import { SERVICE } from './limits.ts'

type Policy = Parameters<TableClient['pipeline']['addPolicy']>[0]
type PolicyRequest = Parameters<Policy['sendRequest']>[0]

/** Versions that the deletes of a transaction demand, by row. */
type Demanded = ReadonlyMap<string, string>

/** By the signal of the request: of what the caller gives, only that reaches the request which the library makes. */
const demanded = new WeakMap<object, Demanded>()

/** All writes or none, in one request. */
export async function transact(
  client: TableClient,
  partition: string,
  writes: readonly Write[],
  signal: AbortSignal,
): Promise<void> {
  demanded.set(signal, demandedBy(writes))
  const actions = writes.map((write) => action(partition, write))
  const { subResponses } = await client.submitTransaction(actions, { abortSignal: signal })
  // The library throws only for a refusal whose body it can read.
  const done = subResponses.filter(({ status }) => status < 300).length
  if (done === writes.length) return
  const refused = subResponses.find(({ status }) => status >= 300)?.status
  throw new RequestError(
    'The answer does not say of each write that it was done',
    'PARTLY_REFUSED',
    refused,
  )
}

/** One write, which needs no transaction. */
export async function writeOne(
  client: TableClient,
  partition: string,
  write: Write,
  abortSignal: AbortSignal,
): Promise<unknown> {
  switch (write.kind) {
    case 'create':
      return await client.createEntity(toEntity(partition, write), { abortSignal })
    case 'put':
      return await client.upsertEntity(toEntity(partition, write), 'Replace', { abortSignal })
    case 'replace':
      return await client.updateEntity(toEntity(partition, write), 'Replace', {
        abortSignal,
        etag: write.version,
      })
    case 'delete':
      return await client.deleteEntity(partition, write.key, {
        abortSignal,
        etag: write.version ?? '*',
      })
  }
}

/**
 * Writes into the body of a transaction what the library has no way to say: the version that a delete demands (its
 * submitTransaction sends If-Match: * for each). Refuses a body that the service would not take.
 */
export const transactionPolicy: Policy = {
  name: 'perimeterTransactionPolicy',
  async sendRequest(request, next) {
    const versions = request.abortSignal && demanded.get(request.abortSignal)
    if (versions === undefined || typeof request.body !== 'string') return await next(request)
    request.body = demanding(request.body, versions)
    refuseTooLarge(request)
    return await next(request)
  },
}

function demandedBy(writes: readonly Write[]): Demanded {
  const versions = new Map<string, string>()
  for (const write of writes) {
    const { key, version } = { version: undefined, ...write }
    if (write.kind === 'delete' && version !== undefined) versions.set(key, version)
  }
  return versions
}

/** Keys hold no character that would end the address, or be written otherwise in it. */
function demanding(body: string, versions: Demanded): string {
  if (versions.size === 0) return body
  return body.replace(
    /^(DELETE [^\r\n]*,RowKey='([^']*)'\) HTTP\/1\.1\r\n(?:[\w-]+: [^\r\n]*\r\n)*?If-Match: )\*(?=\r\n)/gim,
    (whole, head: string, key: string) => {
      const version = versions.get(key)
      return version === undefined ? whole : head + version
    },
  )
}

function refuseTooLarge({ body }: PolicyRequest): void {
  const bytes = Buffer.byteLength(String(body))
  if (bytes <= SERVICE.transactionBytes) return
  throw new RangeError(`A commit is too large for Azure Tables: ${bytes} bytes as it is sent`)
}

function action(partition: string, write: Write): TransactionAction {
  switch (write.kind) {
    case 'create':
      return ['create', toEntity(partition, write)]
    case 'put':
      return ['upsert', toEntity(partition, write), 'Replace']
    case 'replace':
      return ['update', toEntity(partition, write), 'Replace', { etag: write.version }]
    case 'delete':
      return ['delete', { partitionKey: partition, rowKey: write.key }]
  }
}
