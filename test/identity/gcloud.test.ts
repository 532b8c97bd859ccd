import { expect, test } from 'vitest'
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
