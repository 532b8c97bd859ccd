import { describe, expect, test } from 'vitest'
import { azureGiver, azureTokens, credentialOf } from '../../identity/azure.ts'
import { idTokens } from '../../identity/google-id-token.ts'
import { within } from '../../identity/issuer.ts'
import { tokenTrouble } from '../../identity/trouble.ts'
import { PATIENT, SILENCE } from '../fixtures/context.ts'
import { type Answer, endpoint, environment, managed, metadata } from './endpoint.ts'
import { entra, granted, TENANT } from './entra.ts'

const RESOURCE = 'https://storage.azure.com'
const SERVICE_PRINCIPAL = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c' }

const choices: readonly [Record<string, string>, string][] = [
  [{ IDENTITY_ENDPOINT: 'http://127.0.0.1:1/', IDENTITY_HEADER: 'x' }, 'ManagedIdentityCredential'],
  [{ AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential' }, 'ManagedIdentityCredential'],
  [{ ...SERVICE_PRINCIPAL, AZURE_CLIENT_SECRET: 's' }, 'EnvironmentCredential'],
  [SERVICE_PRINCIPAL, 'EnvironmentCredential'],
  [{ ...SERVICE_PRINCIPAL, K_SERVICE: 'probe' }, 'ClientAssertionCredential'],
  [{ ...SERVICE_PRINCIPAL, GCE_METADATA_HOST: '127.0.0.1:1' }, 'ClientAssertionCredential'],
  [{ ...SERVICE_PRINCIPAL, K_SERVICE: 'probe', AZURE_CLIENT_SECRET: 's' }, 'EnvironmentCredential'],
  [
    { ...SERVICE_PRINCIPAL, K_SERVICE: 'probe', AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem' },
    'EnvironmentCredential',
  ],
  [
    { ...SERVICE_PRINCIPAL, K_SERVICE: 'probe', IDENTITY_ENDPOINT: 'http://127.0.0.1:1/' },
    'ManagedIdentityCredential',
  ],
  [{ AZURE_CLIENT_ID: 'c', K_SERVICE: 'probe' }, 'ChainedTokenCredential'],
  [{ AZURE_TENANT_ID: '', AZURE_CLIENT_ID: '', K_SERVICE: 'probe' }, 'EnvironmentCredential'],
  [{}, 'ChainedTokenCredential'],
]

test.for(choices)('the identity of %o is %s', async ([env, name]) => {
  expect((await credentialOf(env)).constructor.name).toBe(name)
})

test('messages name who is asked', () => {
  const onGoogle = { ...SERVICE_PRINCIPAL, K_SERVICE: 'probe' }
  expect(azureGiver(onGoogle)).toBe('Entra')
  expect(azureGiver({ ...onGoogle, IDENTITY_ENDPOINT: 'http://127.0.0.1:1/' })).toBe(
    'the identity endpoint',
  )
  expect(azureGiver({ ...SERVICE_PRINCIPAL, AZURE_CLIENT_SECRET: 's' })).toBe('Entra')
  expect(azureGiver({ AZURE_FEDERATED_TOKEN_FILE: '/token' })).toBe('Entra')
  expect(azureGiver({})).toBe('az or azd')
})

test('the identity endpoint gives a token for the resource', async () => {
  await using identity = await endpoint(() => managed('from-identity'))
  const env = environment({
    IDENTITY_ENDPOINT: `http://${identity.at}/msi/token`,
    IDENTITY_HEADER: 'header',
  })
  const { token } = await azureTokens(env)(RESOURCE, new AbortController().signal)
  expect(token).toBe('from-identity')
  expect(decodeURIComponent(identity.asked[0]?.path ?? '')).toContain(`resource=${RESOURCE}`)
})

describe('on Google Cloud', () => {
  const ID_TOKEN = 'header.secret.signature'

  /** Entra, and Google’s metadata server, each with its answer to who asks for a token. */
  async function clouds(ofEntra: Answer | null, google: Answer) {
    const stack = new AsyncDisposableStack()
    const authority = stack.use(await entra(() => ofEntra))
    const server = stack.use(await endpoint(() => google))
    const env = environment({
      AZURE_AUTHORITY_HOST: `https://${authority.at}`,
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_ID: crypto.randomUUID(),
      GCE_METADATA_HOST: server.at,
      K_SERVICE: 'probe',
    })
    const deadline = ofEntra === null ? 2 * SILENCE : PATIENT
    const ask = async () => await within(deadline, (signal) => azureTokens(env)(RESOURCE, signal))
    const refused = async () => {
      const error: unknown = await ask().catch((e) => e)
      return tokenTrouble(error, azureGiver(env))
    }
    return {
      ...{ authority, server, env, ask, refused },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    }
  }

  test('the ID token of the service account is exchanged for a token of Entra', async () => {
    await using here = await clouds(granted('from-entra'), metadata(ID_TOKEN))
    const { token, expiresAt } = await here.ask()
    expect(token).toBe('from-entra')
    expect(expiresAt - Date.now()).toBeGreaterThan(3500_000)
    // MSAL asks for the assertion twice.
    expect(new Set(here.server.asked.map(({ path }) => path))).toEqual(
      new Set([
        '/computeMetadata/v1/instance/service-accounts/default/identity?format=full&audience=api://AzureADTokenExchange',
      ]),
    )
    const form = new URLSearchParams(here.authority.asked.at(-1)?.body)
    expect(Object.fromEntries(form)).toMatchObject({
      client_id: here.env['AZURE_CLIENT_ID'],
      client_assertion: ID_TOKEN,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      grant_type: 'client_credentials',
      scope: expect.stringContaining(`${RESOURCE}/.default`),
    })
  })

  const mismatch = {
    status: 400,
    json: {
      error: 'invalid_client',
      error_description: `AADSTS70021: No matching federated identity record found for ${ID_TOKEN}`,
      error_codes: [70021],
    },
  }
  const refusals: readonly [string, Answer | null, Answer, RegExp][] = [
    ['Entra', mismatch, metadata(ID_TOKEN), /^Entra .*AADSTS70021/],
    ['a silent Entra', null, metadata(ID_TOKEN), /^Entra gave no answer in time$/],
    [
      'the metadata server',
      granted('from-entra'),
      metadata(ID_TOKEN, 404),
      /^the metadata server answered with status 404$/,
    ],
  ]

  test.for(refusals)('%s gives none: told without a token', async ([, ofEntra, google, says]) => {
    await using here = await clouds(ofEntra, google)
    const told = await here.refused()
    expect(told).toMatch(says)
    expect(told).not.toContain('secret')
  })

  test('a metadata server that is silent is given up', async () => {
    await using server = await endpoint(() => null)
    environment({ GCE_METADATA_HOST: server.at, K_SERVICE: 'probe' })
    await expect(idTokens('x', 100)()).rejects.toThrow('the metadata server gave no answer in time')
  })
})
