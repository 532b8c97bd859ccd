import { once } from 'node:events'
import http from 'node:http'
import { test as base, describe, expect, vi } from 'vitest'
import { azureTablesRows } from '../../../stores/azure-tables/rows.ts'
import { freshTable } from '../azurite.ts'
import { missing } from './place.ts'
import { azuriteWithTokens, type Service, tokenFor } from './with-tokens.ts'

const STORAGE = 'https://storage.azure.com'
const SILENCE = Symbol('silence')
const UNKNOWN_IDENTITY = {
  statusCode: 400,
  message: 'No User Assigned or Delegated Managed Identity found',
}

/** The identity endpoint of App Service, as https://learn.microsoft.com/azure/app-service/overview-managed-identity tells. */
interface Identity {
  /** What it was asked, in order. */
  readonly asked: URLSearchParams[]
  /** Audience of the tokens that it gives; null: it knows no such identity. */
  gives: string | null | typeof SILENCE
}

const test = base.extend<{ service: Service; identity: Identity }>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      await using service = await azuriteWithTokens()
      await use(service)
    },
    { scope: 'file' },
  ],
  identity: [
    // One a file: the library remembers the first endpoint that it saw.
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      const made: Identity = { asked: [], gives: SILENCE }
      const server = http.createServer((request, response) => {
        made.asked.push(new URL(request.url ?? '', 'http://x').searchParams)
        if (made.gives === SILENCE) return
        const known = made.gives !== null && request.headers['x-identity-header'] === 'header'
        response.writeHead(known ? 200 : 400, { 'content-type': 'application/json' })
        response.end(JSON.stringify(known ? granted(made.gives) : UNKNOWN_IDENTITY))
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('No port')
      vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${address.port}/msi/token`)
      vi.stubEnv('IDENTITY_HEADER', 'header')
      await use(made)
      vi.unstubAllEnvs()
      server.close()
      server.closeAllConnections()
    },
    { scope: 'file' },
  ],
})

/** A new identity, of which the library has no token yet, and what its endpoint gives. */
function assign(identity: Identity, gives: Identity['gives']): string {
  const clientId = crypto.randomUUID()
  vi.stubEnv('AZURE_CLIENT_ID', clientId)
  identity.asked.length = 0
  identity.gives = gives
  return clientId
}

function granted(audience: string | null) {
  return {
    access_token: tokenFor(audience ?? ''),
    expires_on: String(Math.floor(Date.now() / 1000) + 3600),
    resource: 'https://storage.azure.com',
    token_type: 'Bearer',
  }
}

describe.skipIf(missing)(`by managed identity${missing ? `: ${missing}` : ''}`, () => {
  const put = (key: string) => ({ kind: 'put', key, cells: { n: 1 } }) as const

  test('writes and reads, with one token for all of it', async ({ service, identity }) => {
    const clientId = assign(identity, STORAGE)
    const settings = { endpoint: service.endpoint, table: freshTable() }
    const rows = await azureTablesRows(settings, { ca: [service.ca] })
    expect(await rows.commit('p', [put('a'), put('b')])).toBe('committed')
    expect((await rows.get('p', 'a'))?.cells).toEqual({ n: 1 })
    await rows.close()
    expect(identity.asked.map((asked) => asked.get('resource'))).toEqual([STORAGE])
    expect(identity.asked[0]?.get('client_id')).toBe(clientId)
  })

  const refusals: readonly [string, Identity['gives'], RegExp][] = [
    [
      'a token for something else',
      'https://management.azure.com',
      /credentials are refused.*storage\.azure\.com/,
    ],
    ['no such identity', null, /got no token.*endpoint answered with status 400.*managed identity/],
    ['an endpoint that does not answer', SILENCE, /no answer.*DEADLINE/],
  ]

  test.for(refusals)('%s: says so', async ([, gives, says], { service, identity }) => {
    assign(identity, gives)
    const options = { ca: [service.ca], deadlineMs: 1000 }
    const rows = await azureTablesRows({ endpoint: service.endpoint }, options)
    const asked = rows.commit('p', [put('a')])
    await expect(asked).rejects.toMatchObject({ name: 'StoreError', problem: 'unreachable' })
    await expect(asked).rejects.toThrow(says)
    await rows.close()
  })

  test('a certificate that no root of ours signed is told', async ({ service, identity }) => {
    assign(identity, STORAGE)
    const rows = await azureTablesRows({ endpoint: service.endpoint })
    await expect(rows.get('p', 'a')).rejects.toThrow(/certificate is not trusted/)
    await rows.close()
  })
})
