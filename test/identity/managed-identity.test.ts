import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { azureTokens } from '../../identity/azure.ts'
import { type Answer, type Endpoint, endpoint, environment, managed } from './endpoint.ts'

const RESOURCE = 'https://storage.azure.com'

/** One of each for all tests: the library remembers the first endpoint that it saw. */
let identity: Endpoint
let proxy: Endpoint
let answer: Answer

beforeAll(async () => {
  identity = await endpoint(() => answer)
  proxy = await endpoint(() => ({ status: 502, json: '' }))
})

afterAll(async () => {
  await identity[Symbol.asyncDispose]()
  await proxy[Symbol.asyncDispose]()
})

beforeEach(() => void proxy.asked.splice(0))

async function ask(): Promise<unknown> {
  const env = environment({
    // A new one each time, of which the library has no token yet.
    AZURE_CLIENT_ID: crypto.randomUUID(),
    HTTP_PROXY: `http://${proxy.at}`,
    HTTPS_PROXY: `http://${proxy.at}`,
    IDENTITY_ENDPOINT: `http://${identity.at}/msi/token`,
    IDENTITY_HEADER: 'secret-header',
  })
  const { token } = await azureTokens(env)(RESOURCE, new AbortController().signal)
  return token
}

describe('the identity endpoint', () => {
  test('is asked without the proxy, which does not learn its secret', async () => {
    answer = managed('from-identity')
    expect(await ask()).toBe('from-identity')
    expect(proxy.asked).toEqual([])
  })

  const refusals: readonly [string, Answer, string][] = [
    [
      'knows no such identity',
      {
        status: 400,
        json: { statusCode: 400, message: 'No User Assigned Managed Identity found' },
      },
      'the identity endpoint answered with status 400',
    ],
    [
      'answers with what is no JSON',
      { headers: { 'content-type': 'application/json' }, json: 'secret' },
      'the identity endpoint gave no usable answer',
    ],
  ]

  test.for(refusals)('that %s: told in our words', async ([, given, message]) => {
    answer = given
    await expect(ask()).rejects.toMatchObject({ name: 'TokenError', message })
  })
})

const variables: readonly [Record<string, string>, RegExp][] = [
  [{ AZURE_TENANT_ID: 'no tenant!', AZURE_CLIENT_ID: 'c' }, /^the credentials cannot be used/],
  [{ AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c' }, /^the service principal is incomplete/],
  [{ AZURE_FEDERATED_TOKEN_FILE: '/absent' }, /^the service principal is incomplete/],
]

test.for(variables)('the variables %o make no identity: %s', async ([env, message]) => {
  const asked = azureTokens(environment(env))(RESOURCE, new AbortController().signal)
  await expect(asked).rejects.toMatchObject({
    name: 'TokenError',
    message: expect.stringMatching(message),
  })
})
