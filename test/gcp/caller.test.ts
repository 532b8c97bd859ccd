import { expect, test } from 'vitest'
import { iamAuth } from '../../gcp/caller.ts'

const jwt = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.SIGNATURE_REMOVED_BY_GOOGLE`
const bearer = (claims: object) => `Bearer ${jwt(claims)}`

const callers = [
  ['nobody', {}, null],
  ['another scheme', { authorization: 'Basic YTpi' }, null],
  ['an empty token', { authorization: 'Bearer ' }, null],
  ['a scheme in other letters', { authorization: 'bEARER  x' }, 'iam'],
  ['something behind the token', { authorization: 'Bearer x y' }, null],
  ['an empty address', { authorization: bearer({ email: '', sub: '1' }) }, 'iam'],
  ['a long address', { authorization: bearer({ email: 'a'.repeat(321) }) }, 'a'.repeat(320)],
  ['claims that are null', { authorization: `Bearer e30.${btoa('null')}.s` }, 'iam'],
  [
    'a token of 8192 characters',
    { authorization: `Bearer e30.${jwt({ sub: '1', x: 'x'.repeat(6200) }).split('.')[1]}` },
    'iam',
  ],
  ['email', { authorization: bearer({ email: 'a@b.c', sub: '1' }) }, 'a@b.c'],
  ['subject', { authorization: bearer({ sub: '1' }) }, '1'],
  ['no claims', { authorization: bearer({}) }, 'iam'],
  ['claims of other types', { authorization: bearer({ email: ['a'] }) }, 'iam'],
  ['no JWT', { authorization: 'Bearer ya29.opaque' }, 'iam'],
  [
    'both headers',
    { authorization: 'Bearer own', 'x-serverless-authorization': bearer({ email: 'a@b.c' }) },
    'a@b.c',
  ],
  [
    'behind IAP',
    {
      'x-goog-iap-jwt-assertion': jwt({ email: 'person@b.c' }),
      authorization: bearer({ email: 'service@gcp-sa-iap' }),
    },
    'person@b.c',
  ],
  ['the address alone', { 'x-goog-authenticated-user-email': 'accounts.google.com:p@b.c' }, null],
] as const

test.for(callers)('%s', async ([, headers, name]) => {
  const caller = await iamAuth(new Request('https://probe', { headers }))
  expect(caller?.name ?? null).toBe(name)
})
