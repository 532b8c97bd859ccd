import { describe, expect, test } from 'vitest'
import {
  addressInBody,
  echoedAddress,
  publicCaller,
  refusalReason,
  violationId,
} from '../../../shared/judge/answers.ts'
import { schemesOffered } from '../../../shared/judge/proxy/challenge.ts'
import { BOOK } from './evidence.ts'

const answer = (status: number | null, body: string, headers: Record<string, string> = {}) => ({
  ...{ status, headers, body, bodyComplete: true },
})

describe('the address of the caller that a service saw', () => {
  test.for([
    ["Client with IP '20.1.2.3' is not allowed", '20.1.2.3'],
    ['Client IP address: 20.1.2.3.', '20.1.2.3'],
    ['The source public IP {20.1.2.3} may not come', '20.1.2.3'],
    ['source IP 2600:1::1 is denied', '2600:1::1'],
    ['The request originated from IP 20.1.2.3.', '20.1.2.3'],
    ["Access to workspace 'one' from '20.1.2.3'", '20.1.2.3'],
    ['Client address: 20.1.2.3.', '20.1.2.3'],
    ['a request by client 20.1.2.3 is rejected', '20.1.2.3'],
    ['Client IP address: nobody', null],
    ["Client with IP '20.1.2.300' is not allowed", null],
    ['', null],
  ] as const)('%s', ([body, address]) => {
    expect(echoedAddress(answer(403, body))).toBe(address)
  })

  test('stands in a header before it stands in words', () => {
    const words = "Client with IP '20.1.2.3' is not allowed"
    const forbidden = { 'x-ms-forbidden-ip': '20.9.9.9' }
    const vault = { 'x-ms-keyvault-network-info': 'conn_type=Ipv4;addr=20.8.8.8;act_addr_fam=x' }
    expect(echoedAddress(answer(403, words, { ...vault, ...forbidden }))).toBe('20.9.9.9')
    expect(echoedAddress(answer(403, words, vault))).toBe('20.8.8.8')
    expect(echoedAddress(answer(403, words, { 'x-ms-forbidden-ip': 'unknown' }))).toBe('20.1.2.3')
  })
})

describe('a caller that came from the internet', () => {
  const CONNECTION = '"code":"ForbiddenByConnection"'
  const FAILURE = '<Code>AuthorizationFailure</Code>'
  test.for([
    [403, "Client with IP '20.1.2.3'", { address: '20.1.2.3', says: 'internet' }],
    [200, 'Client IP address: 20.1.2.3', { address: '20.1.2.3', says: 'internet' }],
    [403, "Client with IP '10.1.2.3'", null],
    [403, `Client address: 10.1.2.3, ${CONNECTION}`, null],
    [403, 'reached through public internet', { address: null, says: 'internet' }],
    [403, CONNECTION, { address: null, says: 'no-endpoint' }],
    [403, 'Public network access is disabled', { address: null, says: 'no-endpoint' }],
    [403, 'OAuthPublicNetworkAccessError', { address: null, says: 'no-endpoint' }],
    [403, 'Unauthorized PublicNetworkAccess', { address: null, says: 'no-endpoint' }],
    [403, FAILURE, { address: null, says: 'nothing' }],
    [403, '<Code>AuthorizationFailureX</Code>', null],
    [401, CONNECTION, null],
    [200, FAILURE, null],
    [403, '', null],
  ] as const)('%i %s', ([status, body, caller]) => {
    expect(publicCaller(answer(status, body), BOOK)).toEqual(caller)
  })
})

describe('why a service refuses, in its own words', () => {
  const LONG = 'x'.repeat(80)
  test.for([
    [
      '{"reason": "IAM_PERMISSION_DENIED","permission": "storage.objects.list"}',
      'IAM_PERMISSION_DENIED storage.objects.list',
    ],
    ['{"reason":"SERVICE_DISABLED"}', 'SERVICE_DISABLED'],
    ["Permission 'a.b.c' denied on resource", 'a.b.c'],
    ['<Error><Code>AuthorizationPermissionMismatch</Code>', 'AuthorizationPermissionMismatch'],
    ['{"reason":"AB"}', null],
    ['{"reason":"forbidden"}', null],
    ['nothing', null],
    [`{"permission": "${LONG}"}`, LONG],
    [`{"permission": "${LONG}x"}`, null],
  ] as const)('%s', ([body, reason]) => {
    expect(refusalReason(answer(403, body))).toBe(reason)
  })

  test('a header of Azure counts, Google’s reason before it', () => {
    const headers = { 'x-ms-error-code': 'AuthenticationFailed' }
    expect(refusalReason(answer(403, '<Code>Other</Code>', headers))).toBe('AuthenticationFailed')
    expect(refusalReason(answer(403, '"reason":"SERVICE_DISABLED"', headers))).toBe(
      'SERVICE_DISABLED',
    )
  })

  test('is cut', () => {
    const headers = { 'x-ms-error-code': 'y'.repeat(200) }
    expect(refusalReason(answer(403, '', headers))).toBe('y'.repeat(160))
  })
})

test.for([
  ['vpcServiceControlsUniqueIdentifier: aB_-9', 'aB_-9'],
  ['"uid": "cD-1"', 'cD-1'],
  ['"uid":"cD-1" vpcServiceControlsUniqueIdentifier:aB', 'aB'],
  ['"uuid": "cD-1"', null],
] as const)('the id of a denial of the perimeter in %s', ([body, id]) => {
  expect(violationId(body)).toBe(id)
})

test.for([
  [' 20.1.2.3\n', '20.1.2.3'],
  ['{"ip":" 2600:1::1 "}', '2600:1::1'],
  ['"20.1.2.3"', null],
  ['{"ip":7}', null],
  ['{"ip":"none"}', null],
  ['{"address":"20.1.2.3"}', null],
  ['null', null],
  ['20.1.2.3 20.1.2.4', null],
] as const)('the address that is the whole body %j', ([body, address]) => {
  expect(addressInBody(body)).toBe(address)
})

test.for([
  ['Basic realm="Corp, Proxy", NEGOTIATE', ['Basic', 'Negotiate']],
  ['Digest realm="a", nonce="b, NTLM", qop="auth", Basic realm="a"', ['Digest', 'Basic']],
  ['Basic realm="say \\"hi, Bearer\\"", Basic realm="b"', ['Basic']],
  ['Basic realm="not closed, Bearer', ['Basic']],
  ['Own-Scheme', ['own-scheme']],
  ['', []],
] as const)('the schemes that a challenge offers: %s', ([header, schemes]) => {
  expect(schemesOffered(header)).toEqual(schemes)
})
