import { expect, test } from 'vitest'
import {
  CREDENTIAL,
  credentialsIn,
  credentialValues,
  withoutCredentials,
} from '../../../shared/document/url-credential.ts'
import { examplesOf } from '../../fixtures/pattern-examples.ts'

/** Each name that a credential has in a query, once. */
const NAMES = [...new Set(examplesOf(CREDENTIAL).map((text) => text.slice(1, text.indexOf('='))))]

test('the names of credentials are these', () => {
  expect(NAMES.join(' ')).toMatchInlineSnapshot(
    `"sig code jwt sas pwd password passwd x-amz-credential x-goog-credential api-key access_token accountsecret authsignature clientsignature functionsignature idsignature refreshsignature sessionsignature subscriptionsignature ocp-apim-subscriptionsignature x-functionssignature x-amz-securitysignature x-amzsignature x-googsignature signature"`,
  )
})

test.for(NAMES)('the value of %s is found, and left out of what is shown', (name) => {
  const url = `https://u:p@h.test/a?x=1&${name}=s3cret&y=2#f`
  expect(credentialsIn(url)).toEqual([name])
  expect(credentialValues(url)).toEqual(['s3cret'])
  expect(withoutCredentials(url)).toBe(`https://***@h.test/a?x=1&${name}=***&y=2#f`)
})

test.for([
  'https://h.test/a?monkey=1&tokens=2&keys=3&keyword=4&codec=5',
  'https://h.test/sig=1/key=2',
  'https://h.test/a?sig=',
])('%s holds none', (url) => {
  expect(credentialsIn(url)).toEqual([])
  expect(withoutCredentials(url)).toBe(url)
})
