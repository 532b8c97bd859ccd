import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gcpMetadata } from 'google-auth-library'
import { test as base, describe, expect, vi } from 'vitest'
import { connectFirestore } from '../../../stores/firestore/connect.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import { PATIENT, SILENCE } from '../../fixtures/context.ts'
import { httpServer, type Respond, respond, respondNothing } from '../../fixtures/http-server.ts'
import { closedPort, type TestServer } from '../../fixtures/tcp-server.ts'

/** Google’s side on loopback: a metadata server, a token endpoint and Firestore, by path. */
interface Google {
  readonly host: string
  /** The credentials of every request that Firestore saw. */
  readonly shown: readonly string[]
  /** Whoever asks the metadata server or the token endpoint for a token gets this from then on. */
  readonly answerWith: (answer: Respond) => void
  /** How many tokens were asked for. */
  readonly asked: () => number
}

const SECRET = 'ya29.very-secret'
const FLAVOR = { 'metadata-flavor': 'Google' }

function token(value: string, expiresIn: number): Respond {
  const body = JSON.stringify({ access_token: value, expires_in: expiresIn, token_type: 'Bearer' })
  return respond(200, { headers: { ...FLAVOR, 'content-type': 'application/json' }, body })
}

const test = base.extend<{ dir: string; google: Google; open: (deadline?: number) => Rows }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  dir: async ({}, use) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-token-'))
    await use(dir)
    rmSync(dir, { recursive: true })
  },
  google: async ({ dir }, use) => {
    const shown: string[] = []
    let asked = 0
    let giveToken = token(SECRET, 3600)
    await using server: TestServer = await httpServer((socket, head) => {
      if (/^\S+ \/v1\/projects\//.test(head)) {
        shown.push(/^authorization: (.*)\r$/im.exec(head)?.[1] ?? 'none')
        respond(200, { body: '[{"missing":"x"}]' })(socket, head)
      } else if (head.includes('/token')) {
        asked++
        giveToken(socket, head)
      } else {
        const body = head.includes('project-id') ? 'contoso' : 'default/'
        respond(200, { headers: FLAVOR, body })(socket, head)
      }
    })
    const google: Google = {
      host: `127.0.0.1:${server.port}`,
      shown,
      asked: () => asked,
      answerWith: (answer) => {
        giveToken = answer
      },
    }
    // The library reads the process's own environment; nothing of this machine's is to be found.
    vi.stubEnv('GCE_METADATA_HOST', google.host)
    vi.stubEnv('METADATA_SERVER_DETECTION', 'ping-only')
    for (const name of ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'K_SERVICE']) {
      vi.stubEnv(name, undefined)
    }
    vi.stubEnv('HOME', dir)
    gcpMetadata.resetIsAvailableCache()
    await use(google)
    vi.unstubAllEnvs()
  },
  open: async ({ google }, use) => {
    const opened: Rows[] = []
    await use((deadline = PATIENT) => {
      const endpoint = `http://${google.host}`
      const env = { GCE_METADATA_HOST: google.host }
      const rows = connectFirestore({}, { env, endpoint, deadline, random: () => 0 })
      opened.push(rows)
      return rows
    })
    for (const rows of opened) await rows.close()
  },
})

describe('a token', () => {
  test('of the metadata server is asked for once and goes with every request', async ({
    google,
    open,
  }) => {
    const rows = open()
    for (let n = 0; n < 5; n++) expect(await rows.get('v.prod', 'a')).toBeNull()
    expect(google.shown).toEqual(Array(5).fill(`Bearer ${SECRET}`))
    expect(google.asked()).toBe(1)
  })

  test('that is about to expire is replaced', async ({ google, open }) => {
    const rows = open()
    google.answerWith(token('first', 1))
    await rows.get('v.prod', 'a')
    google.answerWith(token('second', 3600))
    await rows.get('v.prod', 'a')
    await rows.get('v.prod', 'a')
    expect(google.shown).toEqual(['Bearer first', 'Bearer second', 'Bearer second'])
  })

  test('comes from a workload identity federation, too', async ({ google, open, dir }) => {
    writeFileSync(path.join(dir, 'subject'), 'subject token')
    writeFileSync(
      path.join(dir, 'adc.json'),
      JSON.stringify({
        type: 'external_account',
        audience:
          '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: `http://${google.host}/token`,
        credential_source: { file: path.join(dir, 'subject') },
      }),
    )
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', path.join(dir, 'adc.json'))
    google.answerWith(token('federated', 3600))
    await open().get('v.prod', 'a')
    expect(google.shown).toEqual(['Bearer federated'])
  })
})

describe('no token: a StoreError', () => {
  test('says that there are no credentials, and all is well once there are', async ({
    google,
    open,
  }) => {
    vi.stubEnv('GCE_METADATA_HOST', `127.0.0.1:${await closedPort()}`)
    const rows = open()
    await expect(rows.get('v.prod', 'a')).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'unreachable',
      message:
        'Cannot read from the Firestore database (default) of project contoso: there is no token for it (no default credentials: no service account here, and nobody is logged in to gcloud); run it with a service account, name a credentials file in GOOGLE_APPLICATION_CREDENTIALS, or on Azure a provider in GOOGLE_WORKLOAD_IDENTITY_PROVIDER',
    })
    expect(google.shown).toEqual([])
    vi.stubEnv('GCE_METADATA_HOST', google.host)
    expect(await rows.get('v.prod', 'a')).toBeNull()
  })

  test('within the deadline of a metadata server that is mute', async ({ google, open }) => {
    google.answerWith(respondNothing)
    const rows = open(SILENCE)
    for (const call of [() => rows.get('v.prod', 'a'), () => rows.commit('v.prod', [PUT])]) {
      await expect(call()).rejects.toThrow(/no token for it \(Google gave no answer in time\)/)
    }
  })

  test('with the status of a token endpoint that refuses', async ({ google, open }) => {
    google.answerWith(respond(404, { headers: FLAVOR, body: `no account, ${SECRET}` }))
    const error: unknown = await open()
      .get('v.prod', 'a')
      .catch((e) => e)
    expect(String(error)).toMatch(
      /no token for it \(the metadata server answered with status 404\)/,
    )
    expect(String(error)).not.toContain(SECRET)
  })

  test('that does not quote a credentials file', async ({ open, dir }) => {
    const file = path.join(dir, 'key.json')
    writeFileSync(file, `{"type":"service_account", private_key: ${SECRET}`)
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file)
    const error: unknown = await open()
      .get('v.prod', 'a')
      .catch((e) => e)
    expect(String(error)).toMatch(/no token for it \(the credentials cannot be used: SyntaxError\)/)
    expect(String(error)).not.toContain('key:')
  })
})

describe('the project', () => {
  test('is the metadata server’s when none is named', async ({ open }) => {
    await expect(open().get('v.prod', 'a')).resolves.toBeNull()
  })

  const hosts = [async () => `127.0.0.1:${await closedPort()}`, async () => 'no host']
  test.for(hosts)('is missed in a StoreError', async (host) => {
    const env = { GCE_METADATA_HOST: await host() }
    const rows = connectFirestore({}, { env })
    await expect(rows.get('v.prod', 'a')).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringMatching(/no project is named.*write `project` under `firestore`/),
    })
    await rows.close()
  })
})

const PUT = { kind: 'put', key: 'a', cells: { n: 1 } } as const
