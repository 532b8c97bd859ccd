import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { googleTokens } from '../../identity/google.ts'
import { isFederatedFromAzure } from '../../identity/google-federation.ts'
import { connectFirestore } from '../../stores/firestore/connect.ts'
import { PATIENT, SILENCE } from '../fixtures/context.ts'
import { type Answer, type Endpoint, endpoint, environment, managed } from './endpoint.ts'

const SCOPE = 'https://www.googleapis.com/auth/datastore'
const PROVIDER = 'projects/12/locations/global/workloadIdentityPools/azure/providers/tenant'
const ACCOUNT = 'perimeter@contoso.iam.gserviceaccount.com'
const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** Azure’s identity endpoint and Google’s token services, with what each answers from now on; null is silence. */
interface Clouds {
  readonly identity: Endpoint
  readonly sts: Endpoint
  readonly iam: Endpoint
  readonly answers: { identity: Answer | null; sts: Answer | null; iam: Answer | null }
  /** Tokens of an identity that nobody has a token of yet. */
  tokens(own?: Readonly<Record<string, string>>, deadline?: number): ReturnType<typeof googleTokens>
}

function exchanged(token: string, expiresIn = 3600): Answer {
  const issued = 'urn:ietf:params:oauth:token-type:access_token'
  const one = { access_token: token, issued_token_type: issued, token_type: 'Bearer' }
  return { json: { ...one, expires_in: expiresIn } }
}

function impersonated(token: string): Answer {
  return { json: { accessToken: token, expireTime: new Date(Date.now() + 3600_000).toISOString() } }
}

const test = base.extend<{ servers: Omit<Clouds, 'tokens'>; clouds: Clouds }>({
  servers: [
    // One a file: the library remembers the first identity endpoint that it saw.
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      const answers: Clouds['answers'] = { identity: null, sts: null, iam: null }
      await using identity = await endpoint(() => answers.identity)
      await using sts = await endpoint(() => answers.sts)
      await using iam = await endpoint(() => answers.iam)
      await use({ identity, sts, iam, answers })
    },
    { scope: 'file' },
  ],
  clouds: async ({ servers }, use) => {
    const { identity, sts, iam, answers } = servers
    for (const { asked } of [identity, sts, iam]) asked.length = 0
    answers.identity = managed('of-azure')
    answers.sts = exchanged('of-sts')
    answers.iam = impersonated('of-account')
    const tokens: Clouds['tokens'] = (own = {}, deadline = PATIENT) => {
      const env = environment({
        IDENTITY_ENDPOINT: `http://${identity.at}/msi/token`,
        IDENTITY_HEADER: 'header',
        AZURE_CLIENT_ID: crypto.randomUUID(),
        GOOGLE_WORKLOAD_IDENTITY_PROVIDER: PROVIDER,
        ...own,
      })
      const exchange = { sts: `http://${sts.at}/v1/token`, iam: `http://${iam.at}` }
      return googleTokens(env, { exchange, deadline })
    }
    await use({ ...servers, tokens })
  },
})

function queryOf({ asked }: Endpoint): Record<string, string> {
  return Object.fromEntries(new URL(asked[0]?.path ?? '', 'http://x').searchParams)
}

function formOf({ asked }: Endpoint): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(asked.at(-1)?.body))
}

describe('a managed identity of Azure', () => {
  test('is exchanged for a token of Google, once', async ({ clouds }) => {
    const tokens = clouds.tokens()
    const { token, expiresAt } = await tokens(SCOPE)
    expect(token).toBe('of-sts')
    expect(expiresAt - Date.now()).toBeGreaterThan(3500_000)
    await tokens(SCOPE)
    expect(clouds.sts.asked).toHaveLength(1)
    expect(queryOf(clouds.identity)).toMatchObject({ resource: 'api://AzureADTokenExchange' })
    expect(formOf(clouds.sts)).toEqual({
      audience: `//iam.googleapis.com/${PROVIDER}`,
      grant_type: GRANT,
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      scope: SCOPE,
      subject_token: 'of-azure',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    })
    expect(clouds.iam.asked).toEqual([])
  })

  test('takes the place of a service account', async ({ clouds }) => {
    const { token } = await clouds.tokens({ GOOGLE_SERVICE_ACCOUNT: ACCOUNT })(SCOPE)
    expect(token).toBe('of-account')
    expect(formOf(clouds.sts)['scope']).toBe('https://www.googleapis.com/auth/cloud-platform')
    expect(clouds.iam.asked).toMatchObject([
      {
        path: `/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`,
        headers: { authorization: 'Bearer of-sts' },
        body: JSON.stringify({ scope: [SCOPE], lifetime: '3600s' }),
      },
    ])
  })

  test('shows a token for the audience that is named', async ({ clouds }) => {
    await clouds.tokens({ GOOGLE_WORKLOAD_IDENTITY_AUDIENCE: 'api://perimeter-google' })(SCOPE)
    expect(queryOf(clouds.identity)).toMatchObject({ resource: 'api://perimeter-google' })
  })

  test('is exchanged again when the token is about to end', async ({ clouds }) => {
    const tokens = clouds.tokens()
    clouds.answers.sts = exchanged('first', 1)
    expect((await tokens(SCOPE)).token).toBe('first')
    clouds.answers.sts = exchanged('second')
    expect((await tokens(SCOPE)).token).toBe('second')
    expect((await tokens(SCOPE)).token).toBe('second')
  })

  test('writes to Firestore', async ({ clouds }) => {
    await using firestore = await endpoint(() => ({ json: [{ missing: 'x' }] }))
    const rows = connectFirestore(
      { project: 'contoso' },
      { env: {}, endpoint: `http://${firestore.at}`, tokens: clouds.tokens() },
    )
    expect(await rows.get('v.prod', 'a')).toBeNull()
    expect(firestore.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer of-sts'])
    await rows.close()
  })

  test('gives way to a credentials file', async ({ clouds }) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-federation-'))
    const [file, subject] = [path.join(dir, 'adc.json'), path.join(dir, 'subject')]
    writeFileSync(subject, 'of-file')
    writeFileSync(
      file,
      JSON.stringify({
        type: 'external_account',
        audience: `//iam.googleapis.com/${PROVIDER}`,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: `http://${clouds.sts.at}/v1/token`,
        credential_source: { file: subject },
      }),
    )
    const { token } = await clouds.tokens({ GOOGLE_APPLICATION_CREDENTIALS: file })(SCOPE)
    rmSync(dir, { recursive: true })
    expect(token).toBe('of-sts')
    expect(formOf(clouds.sts)['subject_token']).toBe('of-file')
    expect(clouds.identity.asked).toEqual([])
  })
})

const providers = [
  `//iam.googleapis.com/${PROVIDER}`,
  `https://iam.googleapis.com/${PROVIDER}`,
  PROVIDER,
]

test.for(providers)('the provider %s is understood', async (provider, { clouds }) => {
  await clouds.tokens({ GOOGLE_WORKLOAD_IDENTITY_PROVIDER: provider })(SCOPE)
  expect(formOf(clouds.sts)['audience']).toBe(`//iam.googleapis.com/${PROVIDER}`)
})

const mistakes: readonly [Record<string, string>, RegExp][] = [
  [
    { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: PROVIDER.replace('12', 'contoso') },
    /^GOOGLE_WORKLOAD_IDENTITY_PROVIDER is not a provider; write projects\/NUMBER/,
  ],
  [
    { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: `//sts.example/${PROVIDER}` },
    /^GOOGLE_WORKLOAD_IDENTITY_PROVIDER is not a provider/,
  ],
  [{ GOOGLE_SERVICE_ACCOUNT: 'perimeter' }, /^GOOGLE_SERVICE_ACCOUNT is not a service account/],
]

test.for(mistakes)('%o is refused, and nobody is asked', async ([own, says], { clouds }) => {
  await expect(clouds.tokens(own)(SCOPE)).rejects.toThrow(says)
  expect([clouds.identity.asked, clouds.sts.asked]).toEqual([[], []])
})

const badGrant = { error: 'invalid_grant', error_description: 'of-azure is not for us' }
const denied = {
  error: { code: 403, message: 'of-azure lacks iam.serviceAccounts.getAccessToken' },
}

const failures: readonly [keyof Clouds['answers'], Answer | null, RegExp][] = [
  [
    'identity',
    { status: 400, json: { statusCode: 400, message: 'of-azure' } },
    /^(no managed identity here|the identity endpoint )/,
  ],
  ['identity', null, /^the identity endpoint gave no answer in time$/],
  [
    'sts',
    { status: 400, json: badGrant },
    /^127[\d.:]+ answered with status 400 \(invalid_grant\)$/,
  ],
  ['sts', null, /^Google’s token exchange gave no answer in time$/],
  ['iam', { status: 403, json: denied }, /^127[\d.:]+ answered with status 403$/],
  ['iam', null, /^Google’s token exchange gave no answer in time$/],
]

test.for(failures)(
  '%s fails with %o: told without a token',
  async ([who, answer, says], { clouds }) => {
    const deadline = answer === null ? 2 * SILENCE : PATIENT
    const tokens = clouds.tokens({ GOOGLE_SERVICE_ACCOUNT: ACCOUNT }, deadline)
    const right = clouds.answers[who]
    clouds.answers[who] = answer
    const error: unknown = await tokens(SCOPE).catch((e) => e)
    expect(error).toMatchObject({ name: 'TokenError', message: expect.stringMatching(says) })
    expect(String(error)).not.toContain('of-azure')
    clouds.answers[who] = right
    expect((await tokens(SCOPE)).token).toBe('of-account')
  },
)

const FEDERATED = {
  GOOGLE_WORKLOAD_IDENTITY_PROVIDER: PROVIDER,
  IDENTITY_ENDPOINT: 'http://127.0.0.1/msi',
}

base.for<[of: string, env: Readonly<Record<string, string>>, is: boolean]>([
  ['a provider and a managed identity', FEDERATED, true],
  [
    'a managed identity that is asked for by name',
    {
      GOOGLE_WORKLOAD_IDENTITY_PROVIDER: PROVIDER,
      AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
    },
    true,
  ],
  ['no provider', { IDENTITY_ENDPOINT: 'http://127.0.0.1/msi' }, false],
  ['an empty provider', { ...FEDERATED, GOOGLE_WORKLOAD_IDENTITY_PROVIDER: '' }, false],
  ['no managed identity', { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: PROVIDER }, false],
  ['a file that says how', { ...FEDERATED, GOOGLE_APPLICATION_CREDENTIALS: '/a.json' }, false],
  ['an empty name of a file', { ...FEDERATED, GOOGLE_APPLICATION_CREDENTIALS: '' }, true],
])('an identity is exchanged for %s: %s', ([, env, is]) => {
  expect(isFederatedFromAzure(env)).toBe(is)
})
