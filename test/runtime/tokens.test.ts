import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gcpMetadata } from 'google-auth-library'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { platformTokens, type TokenOptions } from '../../runtime/tokens.ts'

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only'
const RESOURCE = 'https://storage.azure.com'
const NOW = Date.parse('2026-11-22T12:00:00.000Z')

/** The options of a source whose time stands still until `tick`. */
function given(over: Partial<TokenOptions> = {}) {
  let now = NOW
  const clock = { date: () => new Date(now) }
  return { tick: (ms: number) => (now += ms), options: { env: {}, clock, ...over } }
}

/** Gives token-1, token-2 …, each good for ten minutes. */
function counting() {
  let count = 0
  const asked: string[] = []
  const issuer = async (of: string) => {
    asked.push(of)
    count++
    return { token: `token-${count}`, expiresAt: NOW + count * 600_000 }
  }
  return { asked, issuer }
}

describe('platformTokens()', () => {
  test('asks once for many, and again shortly before the end', async () => {
    const { asked, issuer } = counting()
    const { tick, options } = given({ google: issuer })
    const tokens = platformTokens(options)
    const many = await Promise.all(Array.from({ length: 5 }, () => tokens({ google: SCOPE })))
    expect(new Set(many.map(({ token }) => token))).toEqual(new Set(['token-1']))
    tick(479_000)
    expect((await tokens({ google: SCOPE })).token).toBe('token-1')
    tick(2_000)
    expect((await tokens({ google: SCOPE })).token).toBe('token-2')
    expect(asked).toEqual([SCOPE, SCOPE])
  })

  test('keeps scopes and clouds apart', async () => {
    const google = counting()
    const azure = counting()
    const tokens = platformTokens(given({ google: google.issuer, azure: azure.issuer }).options)
    await tokens({ google: SCOPE })
    await tokens({ google: 'other' })
    await tokens({ azure: RESOURCE })
    expect([google.asked, azure.asked]).toEqual([[SCOPE, 'other'], [RESOURCE]])
  })

  test('tells a failure to those that come next, and tries again later', async () => {
    let asked = 0
    const google = async () => {
      asked++
      throw Object.assign(new Error(`{"private_key": "very secret"}`), { status: 403 })
    }
    const { tick, options } = given({ google })
    const tokens = platformTokens(options)
    const failure = 'the token endpoint answered with status 403'
    expect(await tokens({ google: SCOPE })).toEqual({ token: null, failure })
    expect(await tokens({ google: SCOPE })).toEqual({ token: null, failure })
    expect(asked).toBe(1)
    tick(31_000)
    await tokens({ google: SCOPE })
    expect(asked).toBe(2)
  })

  test('ends at its deadline, and says so to who listens', async () => {
    let signalled: AbortSignal | null = null
    const azure = (_: string, signal: AbortSignal) => {
      signalled = signal
      return new Promise<never>(() => {})
    }
    const tokens = platformTokens(given({ azure, deadline: 20 }).options)
    const failure = 'the identity endpoint gave no answer in time'
    expect(await tokens({ azure: RESOURCE })).toEqual({ token: null, failure })
    expect(signalled).toMatchObject({ aborted: true })
  })
})

type Answer = (path: string, response: http.ServerResponse) => void

/** An HTTP server on loopback that keeps what it was asked. */
async function endpoint(answer: Answer) {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request.url ?? '', response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    asked,
    at: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** The libraries read the variables of the process itself. */
function environment(own: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const none = ['GOOGLE_APPLICATION_CREDENTIALS', 'IDENTITY_ENDPOINT', 'AZURE_CLIENT_ID']
  for (const name of none) vi.stubEnv(name, undefined)
  vi.stubEnv('HOME', '/nowhere')
  for (const [name, value] of Object.entries(own)) vi.stubEnv(name, value)
  return own
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the metadata server of Google', () => {
  const metadata = (token: (response: http.ServerResponse) => void): Answer => {
    return (path, response) => {
      response.setHeader('Metadata-Flavor', 'Google')
      if (path.includes('/token')) token(response)
      else response.end('x')
    }
  }

  test('gives a token for the scope', async () => {
    await using server = await endpoint(
      metadata((response) =>
        response.end(JSON.stringify({ access_token: 'from-metadata', expires_in: 3600 })),
      ),
    )
    const env = environment({ GCE_METADATA_HOST: server.at })
    const clock = { date: () => new Date() }
    const tokens = platformTokens({ env, clock })
    expect(await tokens({ google: SCOPE })).toEqual({ token: 'from-metadata', failure: null })
    await tokens({ google: SCOPE })
    expect(server.asked.filter((path) => path.includes('/token'))).toEqual([
      `/computeMetadata/v1/instance/service-accounts/default/token?scopes=${encodeURIComponent(SCOPE)}`,
    ])
  })

  test.for<[string, (response: http.ServerResponse) => void, string]>([
    [
      'refuses',
      (response) => {
        response.statusCode = 403
        response.end('{"error":"secret"}')
      },
      'the token endpoint answered with status 403',
    ],
    ['hangs', () => {}, 'the metadata server gave no answer in time'],
  ])('that %s is a failure in our words', async ([, token, failure]) => {
    await using server = await endpoint(metadata(token))
    const env = environment({ GCE_METADATA_HOST: server.at })
    const tokens = platformTokens({ env, clock: { date: () => new Date() }, deadline: 1500 })
    expect(await tokens({ google: SCOPE })).toEqual({ token: null, failure })
  })

  test.skipIf(gcpMetadata.getGCPResidency())('is not looked for off Google', async () => {
    const env = environment({})
    const tokens = platformTokens({ env, clock: { date: () => new Date() } })
    const began = performance.now()
    const { failure } = await tokens({ google: SCOPE })
    expect(failure).toContain('no default credentials')
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('the identity endpoint of Azure', () => {
  test('gives a token for the resource', async () => {
    const end = Math.floor(Date.now() / 1000) + 3600
    await using server = await endpoint((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          access_token: 'from-identity',
          expires_on: String(end),
          resource: RESOURCE,
          token_type: 'Bearer',
        }),
      )
    })
    const env = environment({
      IDENTITY_ENDPOINT: `http://${server.at}/msi/token`,
      IDENTITY_HEADER: 'header',
    })
    const tokens = platformTokens({ env, clock: { date: () => new Date() } })
    expect(await tokens({ azure: RESOURCE })).toEqual({ token: 'from-identity', failure: null })
    expect(await tokens({ azure: RESOURCE })).toEqual({ token: 'from-identity', failure: null })
    expect(server.asked).toHaveLength(1)
    expect(decodeURIComponent(server.asked[0] ?? '')).toContain(`resource=${RESOURCE}`)
  })
})
