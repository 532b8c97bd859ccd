import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { gcloudOr } from '../../identity/gcloud.ts'
import type { Issuer } from '../../identity/issuer.ts'

const other: Issuer = async () => ({ token: 'of the other', expiresAt: 1 })
const signal = new AbortController().signal

test.for([
  'K_SERVICE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GOOGLE_WORKLOAD_IDENTITY_PROVIDER',
  'GCE_METADATA_HOST',
  'GCE_METADATA_IP',
])('where %s names an identity, the login of gcloud is not asked for', (name) => {
  expect(gcloudOr(other, { [name]: 'x', PATH: '/nowhere' })).toBe(other)
})

test('without gcloud the other issuer gives the token', async () => {
  const issuer = gcloudOr(other, { PATH: '/nowhere' })
  expect(issuer).not.toBe(other)
  expect(await issuer('scope', signal)).toEqual({ token: 'of the other', expiresAt: 1 })
})

/** A gcloud that is this script of the shell, first in the path. */
async function gcloud(script: string) {
  const folder = await mkdtempDisposable(path.join(tmpdir(), 'perimeter-gcloud-'))
  await writeFile(path.join(folder.path, 'gcloud'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return {
    issuer: gcloudOr(other, { PATH: `${folder.path}:/usr/bin:/bin`, SAID: 'x'.repeat(30) }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

const TOKEN = `ya29.${'a'.repeat(30)}`

describe('whoever is logged in to gcloud', () => {
  test.for([
    [
      'is asked for an access token, without a question',
      `[ "$*" = "auth print-access-token --quiet" ] && echo ${TOKEN}`,
      TOKEN,
    ],
    ['may warn beside it', `echo WARNING >&2; echo ${TOKEN}`, TOKEN],
    ['has the environment that is given', 'echo "$SAID"', 'x'.repeat(30)],
    ['has the shortest token', `echo ${'a'.repeat(20)}`, 'a'.repeat(20)],
    ['has none', 'echo "You do not currently have an active account" >&2; exit 1', null],
    ['prints a sentence', 'echo "Please log in with gcloud auth login"', null],
    ['prints what is too short', `echo ${'a'.repeat(19)}`, null],
    ['prints a token, and fails', `echo ${TOKEN}; exit 1`, null],
  ] as const)('%s', async ([, script, token]) => {
    await using tool = await gcloud(script)
    const before = Date.now()
    const issued = await tool.issuer('scope', signal)
    expect(issued.token).toBe(token ?? 'of the other')
    if (token === null) return
    // Minutes: gcloud may hand out one that is about to end.
    expect(issued.expiresAt).toBeGreaterThanOrEqual(before + 180_000)
    expect(issued.expiresAt).toBeLessThanOrEqual(Date.now() + 180_000)
  })
})
