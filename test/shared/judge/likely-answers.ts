import { certificate, type replies, type secures } from './path-pieces.ts'

type Answer = Parameters<typeof replies>[2]
type Chain = NonNullable<Parameters<typeof secures>[1]>

const json = (text: string) => ({ headers: { 'content-type': 'application/json' }, body: text })

/** What servers and devices on the way answer, by status. */
export const LIKELY_ANSWERS: readonly (readonly [status: number, how?: Answer])[] = [
  ...([[200], [200], [200, { body: 'ready' }], [204], [404], [400], [401], [503]] as const),
  [200, { body: '20.1.2.3' }],
  [200, { body: '<html><title>Sign in to the network</title></html>' }],
  [302, { headers: { location: 'https://login.example/' } }],
  [403, { body: '<Error><Code>AuthorizationFailure</Code></Error>' }],
  [403, { body: '<Error><Code>AuthorizationPermissionMismatch</Code></Error>' }],
  [403, json('{"error":{"code":"Forbidden","innererror":{"code":"ForbiddenByFirewall"}}}')],
  [403, json('{"error":{"details":[{"reason": "SECURITY_POLICY_VIOLATED"}]}}')],
  [403, { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } }],
  [403, { headers: { 'x-ms-forbidden-ip': '20.1.2.3' } }],
  [403, { headers: { server: 'Zscaler/6.2' }, body: 'blocked by policy' }],
  ...([[407], [470], [502], [504]] as const),
]

const LEAF = { serial: 'leaf', subject: 'CN=app', names: ['app'] }
const CORP = { issuer: 'CN=Corp Issuing CA, O=Corp' }

/** What is shown in a handshake: sound for the most part. */
export const LIKELY_CHAINS: readonly Chain[] = [
  ...Array.from({ length: 8 }, () => ({})),
  { version: 'TLSv1.2' },
  { version: 'TLSv1.1' },
  { nameMatches: false },
  { chain: [certificate({ ...LEAF, notAfter: '2026-12-05T00:00:00.000Z' })] },
  {
    chain: [certificate({ ...LEAF, notAfter: '2026-11-01T00:00:00.000Z' })],
    verification: 'CERT_HAS_EXPIRED',
  },
  {
    chain: [certificate({ ...LEAF, notBefore: '2026-12-01T00:00:00.000Z' })],
    verification: 'CERT_NOT_YET_VALID',
  },
  { chain: [certificate({ ...LEAF, ...CORP })], verification: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
  { chain: [certificate({ ...LEAF, ...CORP })], anchor: 'configuration' },
  {
    chain: [certificate({ ...LEAF, selfSigned: true, issuer: 'CN=app' })],
    verification: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  },
]
