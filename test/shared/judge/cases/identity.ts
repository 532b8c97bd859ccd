import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures, tunnels } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://storage.googleapis.com'
const VIP = '199.36.153.4'
const GOOGLE = { google: 'https://www.googleapis.com/auth/devstorage.read_only' }
const READ = { auth: GOOGLE, expect: { http: { status: ['2xx'] } } }
type Answer = Parameters<typeof replies>[2]

const answers = (status: number, how: Answer = {}, of: Parameters<typeof check>[1] = READ) =>
  sweep([check(URL, of, resolves([VIP]), opens(VIP), secures(VIP), replies(VIP, status, how))])
const denied = (reason: string, metadata: object) => ({
  body: JSON.stringify({
    error: { code: 403, status: 'PERMISSION_DENIED', details: [{ reason, metadata }] },
  }),
})
const NO_TOKEN = { fails: 'identity_token_unavailable' } as const
const IAM = denied('IAM_PERMISSION_DENIED', { permission: 'storage.objects.list' })
const PERIMETER = `[{"error": {"code": 403, "message": "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: uX-9_a",
  "details": [{"reason": "SECURITY_POLICY_VIOLATED", "metadata": {"uid": "uX-9_a"}}]}}]`

/** Requests with a token of the probe's own identity. */
export const IDENTITY_CASES: readonly Case[] = [
  yields('identity-token-unavailable', 'no token, so nothing was sent', answers(0, NO_TOKEN), {
    severity: 'inconclusive',
    says: ['devstorage.read_only', 'identity'],
    subject: 'the probe’s identity (google)',
  }),
  yields(
    'identity-token-unavailable',
    'through a proxy',
    sweep([
      check(
        URL,
        { ...VIA_PROXY, auth: { azure: 'https://storage.azure.com' } },
        tunnels(),
        secures('storage.googleapis.com'),
        replies('storage.googleapis.com', 0, NO_TOKEN),
      ),
    ]),
    { severity: 'inconclusive', subject: 'the probe’s identity (azure)' },
  ),
  spares('identity-token-unavailable', 'the probe broke', answers(0, { fails: 'probe_fault' })),
  spares('probe-fault', 'only its identity has no token', answers(0, NO_TOKEN)),
  spares('http-no-response', 'the request was not sent', answers(0, NO_TOKEN)),
  yields('http-permission-denied', 'IAM, with the permission', answers(403, IAM), {
    severity: 'fail',
    says: ['IAM_PERMISSION_DENIED storage.objects.list', 'No network change helps'],
  }),
  yields(
    'http-permission-denied',
    'an API that is not enabled',
    answers(403, denied('SERVICE_DISABLED', { service: 'storage.googleapis.com' })),
    { severity: 'fail', says: ['SERVICE_DISABLED', 'Enable the API'], never: ['the role'] },
  ),
  yields(
    'http-permission-denied',
    'Azure Storage, by its header',
    answers(
      403,
      { headers: { 'x-ms-error-code': 'AuthorizationPermissionMismatch' } },
      { ...READ, auth: { azure: 'https://storage.azure.com' } },
    ),
    { severity: 'fail', says: ['AuthorizationPermissionMismatch'] },
  ),
  yields('http-permission-denied', 'a token for another resource', answers(401), {
    severity: 'fail',
    says: ['401'],
  }),
  spares('http-permission-denied', 'the read succeeds', answers(200)),
  spares('http-permission-denied', 'no token was sent', answers(403, IAM, { expect: READ.expect })),
  spares(
    'http-permission-denied',
    'the file expects just that',
    answers(403, IAM, { auth: GOOGLE, expect: { http: { status: [403] } } }),
  ),
  yields('http-denied-by-perimeter', 'before permission', answers(403, { body: PERIMETER }), {
    severity: 'fail',
    says: ['VPC Service Controls', 'unique id uX-9_a'],
  }),
  spares('http-permission-denied', 'a perimeter denies', answers(403, { body: PERIMETER })),
  spares('http-status-unexpected', 'told as a lack of permission', answers(403, IAM)),
  yields('http-status-unexpected', 'there is no such bucket', answers(404), { severity: 'fail' }),
]
