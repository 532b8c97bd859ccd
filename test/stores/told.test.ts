import path from 'node:path'
import { expect, test } from 'vitest'
import { StoreError } from '../../shared/ports/store-error.ts'
import { RequestError } from '../../stores/azure-tables/failure.ts'
import { isPassing, tableError } from '../../stores/azure-tables/table-error.ts'
import { answerTrouble } from '../../stores/firestore/answer-trouble.ts'
import { networkTrouble, timeTrouble } from '../../stores/firestore/network-trouble.ts'
import { type Trouble, troubleError } from '../../stores/firestore/trouble.ts'
import { sqliteError } from '../../stores/sqlite/sqlite-error.ts'

/**
 * What every store says of every fault that it knows, whole. After a change that is meant:
 * `npx vitest run test/stores/told.test.ts -u`, and read what differs.
 */
const FILE = path.join(import.meta.dirname, 'told.txt')

const DATABASE = { project: 'contoso', database: 'probe' }

/** By Node and undici; the last is none of the table. */
const NETWORK = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ECONNRESET'],
]
const GOOGLE = [
  ...['UNAUTHENTICATED', 'PERMISSION_DENIED', 'NOT_FOUND', 'RESOURCE_EXHAUSTED', 'ABORTED'],
  ...['INVALID_ARGUMENT', 'UNAVAILABLE', 'INTERNAL', 'DEADLINE_EXCEEDED', 'OF_TOMORROW'],
]
/** What else an answer may hold, by which it is told from others of its code. */
const HINTS = [
  ['PERMISSION_DENIED', 'SERVICE_DISABLED'],
  ['PERMISSION_DENIED', 'vpcServiceControlsUniqueIdentifier: x'],
  ['PERMISSION_DENIED', 'SECURITY_POLICY_VIOLATED'],
  ['FAILED_PRECONDITION', 'The database is in Datastore Mode'],
] as const
const FOREIGN = [200, 302, 403, 407, 429, 470, 499, 500, 503]

const AZURE = [
  ...['AuthorizationFailure', 'IPAuthorizationFailure', 'PublicNetworkAccessError'],
  ...['OAuthIpAuthorizationError', 'OAuthPublicNetworkAccessError'],
  ...['AuthorizationSourceIPMismatch', 'AuthorizationPermissionMismatch'],
  ...['InsufficientAccountPermissions', 'AuthorizationServiceMismatch'],
  ...['AuthorizationResourceTypeMismatch', 'KeyBasedAuthenticationNotPermitted'],
  ...['AuthenticationFailed', 'InvalidAuthenticationInfo', 'NoAuthenticationInformation'],
  ...['NO_TOKEN', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'ECONNREFUSED', 'REQUEST_SEND_ERROR', 'PARSE_ERROR'],
  ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'ServerBusy'],
  ...['OperationTimedOut', 'InternalError', 'TooManyRequests', 'EntityAlreadyExists'],
  ...['TableBeingDeleted', 'AccountIsDisabled', 'OfTomorrow'],
]
const STATUSES = [400, 401, 403, 404, 408, 409, 429, 500, 501, 502, 503, 504]
const OWN = ['DEADLINE', 'CLOSED', 'NOT_THE_SERVICE', 'PARTLY_REFUSED'] as const

const SQLITE = [1, 5, 8, 10, 11, 13, 14, 26, 5 | (2 << 8), 11 | (1 << 8)]

function coded(message: string, more: object): Error {
  return Object.assign(new Error(message), more)
}

function said(error: unknown): string {
  return error instanceof StoreError ? `[${error.problem}] ${error.message}` : String(error)
}

function firestore(name: string, trouble: Trouble): string {
  const { again, status } = trouble
  return `${name}: ${said(troubleError(trouble, 'read from', DATABASE))} (again: ${again}, ${status})`
}

/** As the service answers: https://cloud.google.com/apis/design/errors */
function googleBody(status: string, message = 'It said so.'): string {
  return JSON.stringify({ error: { code: 400, status, message } })
}

function table(name: string, error: unknown): string {
  const [read, write] = (['read', 'write to'] as const).map((action) =>
    said(tableError(error, action, 'acct/perimeter')),
  )
  const rest = write === read?.replace('Cannot read', 'Cannot write to') ? '' : `\n  ${write}`
  return `${name}: ${read} (passing: ${isPassing(error)})${rest}`
}

const restError = (code: string, statusCode?: number) =>
  coded('quoted by nobody', { name: 'RestError', code, ...(statusCode && { statusCode }) })

test('what a store says of each fault, and whether it tries again', async () => {
  const proxied = new Error('x', { cause: new Error('Proxy response (407) !== 200 …') })
  const several = new AggregateError([coded('a', { code: 'ENOTFOUND' })], 'many')
  const lines = [
    '# Firestore',
    ...NETWORK.map((code) => firestore(code, networkTrouble(coded('x', { code })))),
    firestore('within another', networkTrouble(new Error('x', { cause: several }))),
    firestore('by a proxy', networkTrouble(Object.assign(proxied, { code: 'UND_ERR' }))),
    firestore('deadline', timeTrouble(1500)),
    ...GOOGLE.map((status) => firestore(status, answerTrouble(400, googleBody(status), DATABASE))),
    ...HINTS.map(([status, hint]) =>
      firestore(hint, answerTrouble(403, googleBody(status, hint), DATABASE)),
    ),
    firestore('a stream', answerTrouble(200, `[{}, ${googleBody('ABORTED')}]`, DATABASE)),
    firestore('a long one', answerTrouble(400, googleBody('ABORTED', 'x '.repeat(400)), DATABASE)),
    ...FOREIGN.map((status) => firestore(String(status), answerTrouble(status, '<p>', DATABASE))),
    '# Azure Tables',
    ...AZURE.map((code) => table(code, restError(code))),
    ...STATUSES.map((status) => table(String(status), restError('Odd', status))),
    ...OWN.map((code) => table(code, new RequestError('x', code))),
    table('NOT_THE_SERVICE, busy', new RequestError('x', 'NOT_THE_SERVICE', 503)),
    table('NOT_THE_SERVICE, 403', new RequestError('x', 'NOT_THE_SERVICE', 403)),
    table(
      'by its details',
      coded('x', { name: 'RestError', details: { errorCode: 'ServerBusy' } }),
    ),
    table('a bug', new TypeError('x is not a function')),
    '# SQLite',
    ...SQLITE.map((errcode) => {
      const error = coded('as SQLite says', { errcode })
      return `${errcode}: ${said(sqliteError(error, 'open the store', 'x.db', () => 1e9))}`
    }),
  ]
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(FILE)
})
