import process from 'node:process'
import { gcpMetadata } from 'google-auth-library'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { googleTokens } from '../../identity/google.ts'
import { googleLibrary } from '../../identity/google-library.ts'
import { PATIENT, SILENCE } from '../fixtures/context.ts'
import { type Answer, endpoint, environment, metadata } from './endpoint.ts'

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only'

beforeEach(() => gcpMetadata.resetIsAvailableCache())

describe('the metadata server of Google', () => {
  const serving = async (token: Answer | null) =>
    await endpoint(({ path }) => (path.includes('/token') ? token : metadata('x')))

  test('gives a token for the scope', async () => {
    await using server = await serving(
      metadata({ access_token: 'from-metadata', expires_in: 3600 }),
    )
    const tokens = googleTokens(environment({ GCE_METADATA_HOST: server.at }))
    const { token, expiresAt } = await tokens(SCOPE)
    expect(token).toBe('from-metadata')
    expect(expiresAt - Date.now()).toBeGreaterThan(3500_000)
    await tokens(SCOPE)
    const asked = server.asked.map(({ path }) => path).filter((path) => path.includes('/token'))
    expect(asked).toEqual([
      `/computeMetadata/v1/instance/service-accounts/default/token?scopes=${encodeURIComponent(SCOPE)}`,
    ])
  })

  test('is asked without the proxy', async () => {
    await using server = await serving(metadata({ access_token: 'direct', expires_in: 3600 }))
    await using proxy = await endpoint(() => ({ status: 502, json: '' }))
    const env = environment({ GCE_METADATA_HOST: server.at, HTTPS_PROXY: `http://${proxy.at}` })
    expect(await googleTokens(env)(SCOPE)).toMatchObject({ token: 'direct' })
  })

  test.for([
    { own: {}, detection: 'bios-only' },
    { own: { GCE_METADATA_HOST: '127.0.0.1:1' }, detection: undefined },
    { own: { GCE_METADATA_IP: '127.0.0.1:1' }, detection: undefined },
  ])('is looked for by the library where a variable names it: $own', async ({ own, detection }) => {
    const env = environment(own)
    vi.stubEnv('METADATA_SERVER_DETECTION', undefined)
    await expect(googleTokens(env, { deadline: PATIENT })(SCOPE)).rejects.toThrow()
    expect(process.env['METADATA_SERVER_DETECTION']).toBe(detection)
  })

  const failures: readonly [string, Answer | null, string, number][] = [
    [
      'refuses',
      metadata({ error: 'secret' }, 403),
      'the metadata server answered with status 403',
      PATIENT,
    ],
    ['hangs', null, 'the metadata server gave no answer in time', SILENCE],
  ]

  test.for(failures)('that %s is a failure in our words', async ([, token, failure, deadline]) => {
    await using server = await serving(token)
    const env = environment({ GCE_METADATA_HOST: server.at })
    const asked = googleTokens(env, { deadline })(SCOPE)
    await expect(asked).rejects.toMatchObject({ name: 'TokenError', message: failure })
  })

  test('that hung is asked anew, not waited for', async () => {
    // Its first import is no part of what is waited for.
    await googleLibrary()
    let answer: Answer | null = null
    await using server = await endpoint(({ path }) =>
      path.includes('/token') ? answer : metadata('x'),
    )
    const tokens = googleTokens(environment({ GCE_METADATA_HOST: server.at, K_SERVICE: 'probe' }), {
      deadline: 2 * SILENCE,
    })
    await expect(tokens(SCOPE)).rejects.toThrow('in time')
    answer = metadata({ access_token: 'late', expires_in: 3600 })
    expect(await tokens(SCOPE)).toMatchObject({ token: 'late' })
  })

  test.skipIf(gcpMetadata.getGCPResidency())('is not looked for off Google', async () => {
    await expect(googleTokens(environment({}))(SCOPE)).rejects.toThrow('no default credentials')
  })
})
