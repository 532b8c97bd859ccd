import { expect, test } from 'vitest'
import { stepError, TokenError, tokenTrouble } from '../../identity/trouble.ts'

const GIVER = 'the metadata server'

function named(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more })
}

const unavailable = (message: string, more: object = {}) =>
  named('CredentialUnavailableError', message, more)
const INCOMPLETE =
  'the service principal is incomplete: it needs AZURE_TENANT_ID, AZURE_CLIENT_ID, and a secret, certificate or token file'
const NOBODY = 'no managed identity here (IDENTITY_ENDPOINT), and nobody is logged in to az or azd'

const circle = new Error('round')
circle.cause = circle

test.for([
  ['our own words', new TokenError('So it is'), 'So it is'],
  ['our own words within', new Error('x', { cause: new TokenError('So') }), 'So'],
  ['a time-out', named('TimeoutError', 'x'), `${GIVER} gave no answer in time`],
  [
    'an abort within',
    new Error('x', { cause: named('AbortError', 'y') }),
    `${GIVER} gave no answer in time`,
  ],
  [
    'no default credentials',
    new Error('Could not load the default credentials. Browse to …'),
    'no default credentials: no service account here, and nobody is logged in to gcloud',
  ],
  ['a status', named('Error', 'secret', { status: 403 }), `${GIVER} answered with status 403`],
  [
    'a status code',
    named('Error', 'secret', { statusCode: 500 }),
    `${GIVER} answered with status 500`,
  ],
  [
    'a status that is a text',
    named('Error', 'x', { status: '403' }),
    'the credentials cannot be used: Error',
  ],
  [
    'a status with a reason of Entra',
    named('Error', 'AADSTS700016: Application x was not found', { statusCode: 400 }),
    `${GIVER} answered with status 400 (AADSTS700016)`,
  ],
  [
    'a reason of OAuth',
    new Error('Error code invalid_grant: x'),
    `${GIVER} refused (invalid_grant)`,
  ],
  [
    'a reason of what is unavailable',
    unavailable('ManagedIdentityCredential: AADSTS500011'),
    `${GIVER} refused (AADSTS500011)`,
  ],
  [
    'a managed identity that gave nothing',
    unavailable('ManagedIdentityCredential authentication failed'),
    `${GIVER} gave no usable answer`,
  ],
  ['half a service principal', unavailable('EnvironmentCredential is unavailable'), INCOMPLETE],
  [
    'half a workload identity',
    unavailable('WorkloadIdentityCredential: is unavailable'),
    INCOMPLETE,
  ],
  ['nobody at all', unavailable('AzureCliCredential: please run az login'), NOBODY],
  ['nobody among several', new AggregateError([unavailable('x')], 'many'), NOBODY],
  ['a code', named('Error', 'x', { code: 'EACCES' }), 'the credentials cannot be used: EACCES'],
  [
    'a code that is a number',
    named('Odd', 'x', { code: 7 }),
    'the credentials cannot be used: Odd',
  ],
  ['a circle', circle, 'the credentials cannot be used: Error'],
  ['no error', 'text', 'the credentials cannot be used: unknown'],
] as const)('of %s', ([, error, said]) => {
  expect(tokenTrouble(error, GIVER)).toBe(said)
  expect(stepError(error, GIVER)).toMatchObject({ name: 'TokenError', message: said, cause: error })
})
