import { createHmac } from 'node:crypto'

/** Where a queue service is, and what proves who asks: a key of the account, or a shared access signature. */
export interface QueueAccount {
  readonly endpoint: string
  readonly key: { readonly account: string; readonly key: string } | null
  /** Without its question mark; '' for none. */
  readonly signature: string
}

/**
 * The account of a connection string; null for one that names none. Source:
 * https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
 */
export function queueAccount(connectionString: string): QueueAccount | null {
  const parts = new Map(
    connectionString.split(';').map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
  const part = (name: string) => parts.get(name.toLowerCase()) ?? ''
  const [account, key] = [part('AccountName'), part('AccountKey')]
  const protocol = part('DefaultEndpointsProtocol') || 'https'
  const suffix = part('EndpointSuffix') || 'core.windows.net'
  const endpoint = part('QueueEndpoint') || (account && `${protocol}://${account}.queue.${suffix}`)
  const signature = part('SharedAccessSignature').replace(/^\?/, '')
  if (!URL.canParse(endpoint) || (key === '' && signature === '')) return null
  return {
    endpoint: endpoint.replace(/\/$/, ''),
    key: key === '' ? null : { account, key },
    signature,
  }
}

export interface ToSign {
  readonly url: URL
  readonly body: string
  readonly type: string
  /** The headers whose names begin with x-ms-. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The header `authorization` of a POST, by the key of the account. Source:
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
export function sharedKey(
  { account, key }: NonNullable<QueueAccount['key']>,
  { url, body, type, headers }: ToSign,
): string {
  const own = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1))
  const query = [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : 1))
  const text = [
    'POST',
    ...['', ''], // Content-Encoding, Content-Language
    String(Buffer.byteLength(body)),
    '', // Content-MD5
    type,
    ...['', '', '', '', '', ''], // Date and the conditions, and Range
    ...own.map(([name, value]) => `${name}:${value}`),
    `/${account}${url.pathname}`,
    ...query.map(([name, value]) => `${name}:${value}`),
  ].join('\n')
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64')
  return `SharedKey ${account}:${signature}`
}
