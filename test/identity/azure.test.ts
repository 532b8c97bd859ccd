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

const ON_GOOGLE = { ...SERVICE_PRINCIPAL, K_SERVICE: 'probe' }
const WORKLOAD = { AZURE_FEDERATED_TOKEN_FILE: '/token' }
const ENDPOINT = { IDENTITY_ENDPOINT: 'http://127.0.0.1:1/' }

/** The credential of the library that is used, and who is said to be asked. */
const choices: readonly [Record<string, string>, string, string][] = [
  [{ ...ENDPOINT, IDENTITY_HEADER: 'x' }, 'ManagedIdentity', 'the identity endpoint'],
  [
    { AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential' },
    ...(['ManagedIdentity', 'the identity endpoint'] as const),
  ],
  [{ AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' }, 'ChainedToken', 'az or azd'],
  [{ ...SERVICE_PRINCIPAL, AZURE_CLIENT_SECRET: 's' }, 'Environment', 'Entra'],
  [SERVICE_PRINCIPAL, 'Environment', 'Entra'],
  [{ AZURE_TENANT_ID: 't' }, 'ChainedToken', 'az or azd'],
  [{ AZURE_CLIENT_ID: 'c' }, 'ChainedToken', 'az or azd'],
  [{ ...WORKLOAD, ...SERVICE_PRINCIPAL }, 'WorkloadIdentity', 'Entra'],
  [{ ...WORKLOAD, ...ON_GOOGLE }, 'WorkloadIdentity', 'Entra'],
  [{ ...WORKLOAD, ...ENDPOINT }, 'ManagedIdentity', 'the identity endpoint'],
  [ON_GOOGLE, 'ClientAssertion', 'Entra'],
  [{ ...SERVICE_PRINCIPAL, GCE_METADATA_HOST: '127.0.0.1:1' }, 'ClientAssertion', 'Entra'],
  [{ ...SERVICE_PRINCIPAL, GCE_METADATA_IP: '127.0.0.1' }, 'ClientAssertion', 'Entra'],
  [{ ...SERVICE_PRINCIPAL, K_SERVICE: '' }, 'Environment', 'Entra'],
  [{ ...ON_GOOGLE, AZURE_CLIENT_SECRET: 's' }, 'Environment', 'Entra'],
  [{ ...ON_GOOGLE, AZURE_CLIENT_SECRET: '' }, 'ClientAssertion', 'Entra'],
  [{ ...ON_GOOGLE, AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem' }, 'Environment', 'Entra'],
  [{ ...ON_GOOGLE, AZURE_USERNAME: 'u' }, 'Environment', 'Entra'],
  [{ ...ON_GOOGLE, ...ENDPOINT }, 'ManagedIdentity', 'the identity endpoint'],
  [{ AZURE_CLIENT_ID: 'c', K_SERVICE: 'probe' }, 'ChainedToken', 'az or azd'],
  [{ AZURE_TENANT_ID: 't', K_SERVICE: 'probe' }, 'ChainedToken', 'az or azd'],
  [{ AZURE_TENANT_ID: '', AZURE_CLIENT_ID: '', K_SERVICE: 'probe' }, 'Environment', 'Entra'],
  [{}, 'ChainedToken', 'az or azd'],
]

test.for(choices)('the identity of %o is by %sCredential, from %s', async ([env, name, giver]) => {
  // WorkloadIdentityCredential reads the environment of the process when it is made.
  environment(env)
  expect((await credentialOf(env)).constructor.name).toBe(`${name}Credential`)
  expect(azureGiver(env)).toBe(giver)
})

// One endpoint: the library remembers the first that it saw.
test('the identity endpoint gives a token for the resource, of the identity that is named', async () => {
  await using identity = await endpoint(() => managed('from-identity'))
  const at = `http://${identity.at}/msi/token`
  for (const [given, resource] of [
    [RESOURCE, RESOURCE],
    [`${RESOURCE}/`, RESOURCE],
    [`${RESOURCE}/.default`, RESOURCE],
    ['api://own', 'api://own'],
  ] as const) {
    const named = { AZURE_CLIENT_ID: crypto.randomUUID() }
    const env = environment({ IDENTITY_ENDPOINT: at, IDENTITY_HEADER: 'header', ...named })
    const { token } = await azureTokens(env)(given, new AbortController().signal)
    expect(token).toBe('from-identity')
    const { searchParams } = new URL(identity.asked.at(-1)?.path ?? '', at)
    expect(searchParams.get('resource')).toBe(resource)
    expect(searchParams.get('client_id')).toBe(named.AZURE_CLIENT_ID)
  }
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
