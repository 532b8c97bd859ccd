import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, PROXY_ADDRESS, replies, secures, tunnels } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const HTTP = 'http://app.example'
const A = '20.2.2.2'
const IN = '10.1.0.5'
type Answer = Parameters<typeof replies>[2]
const answers = (status: number, how: Answer = {}, expect = {}) =>
  check(URL, { expect }, resolves([A]), opens(A), secures(A), replies(A, status, how))
const privately = (status: number, how: Answer = {}, expect = {}) =>
  check(URL, { expect }, resolves([IN]), opens(IN), secures(IN), replies(IN, status, how))
const plain = (status: number, how: Answer = {}) =>
  check(HTTP, {}, resolves([A]), opens(A), replies(A, status, how))
const storage = (code: string) => ({
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
})
const VPC_SC = JSON.stringify({
  error: {
    code: 403,
    message:
      "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: uX-9",
    details: [{ reason: 'SECURITY_POLICY_VIOLATED', metadata: { uid: 'uX-9' } }],
  },
})
const body = (text: string) => ({ body: text })

/** Denials over HTTP. */
export const DENIAL_CASES: readonly Case[] = [
  yields('http-denied-by-firewall', 'status 470', sweep([plain(470)]), {
    severity: 'fail',
    says: ['Azure Firewall', '470'],
  }),
  yields(
    'http-denied-by-firewall',
    'Azure Firewall’s words',
    sweep([plain(403, body('Action: Deny. Reason: No rule matched.'))]),
    { severity: 'fail', says: ['Azure Firewall'] },
  ),
  yields(
    'http-denied-by-firewall',
    'squid on the way',
    sweep([plain(403, { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } })]),
    { severity: 'fail', says: ['squid'] },
  ),
  yields(
    'http-denied-by-firewall',
    'squid by its page',
    sweep([plain(403, body('<p>Generated Sun, 22 Nov 2026 by fw1 (squid/6.1)</p>'))]),
    { severity: 'fail', says: ['squid'] },
  ),
  yields(
    'http-denied-by-firewall',
    'FortiGate',
    sweep([answers(403, body('<title>Web Page Blocked!</title>'))]),
    { severity: 'fail', says: ['FortiGate'] },
  ),
  yields(
    'http-denied-by-firewall',
    'Zscaler',
    sweep([answers(403, { headers: { server: 'Zscaler/6.2' } })]),
    { severity: 'fail', says: ['Zscaler'] },
  ),
  yields(
    'http-denied-by-firewall',
    'Palo Alto',
    sweep([
      answers(
        503,
        body(
          'Access to the web page you were trying to visit has been blocked in accordance with company policy.',
        ),
      ),
    ]),
    { severity: 'fail', says: ['Palo Alto'] },
  ),
  yields(
    'http-denied-by-firewall',
    'a page that says it blocks',
    sweep([answers(200, body('<title>Access blocked</title>'))]),
    { severity: 'fail', says: ['web filter'] },
  ),
  yields(
    'http-denied-by-firewall',
    'sent to a block page',
    sweep([plain(302, { headers: { location: 'http://blockpage.corp/?u=app' } })]),
    { severity: 'fail', says: ['block page'] },
  ),
  spares('http-denied-by-firewall', 'a bare 403', sweep([answers(403, body('Forbidden'))])),
  spares(
    'http-denied-by-firewall',
    'a redirect of the service',
    sweep([answers(302, { headers: { location: 'https://login.example/' } })]),
  ),
  yields(
    'http-denied-by-perimeter',
    'VPC Service Controls, with its id',
    sweep([answers(403, body(VPC_SC))]),
    { severity: 'fail', says: ['VPC Service Controls', 'uX-9'] },
  ),
  yields(
    'http-denied-by-perimeter',
    'a network security perimeter',
    sweep([
      answers(
        403,
        body('Request was not allowed by NSP rules and the client address is not authorized'),
      ),
    ]),
    {
      severity: 'fail',
      says: ['network security perimeter'],
    },
  ),
  spares(
    'http-denied-by-perimeter',
    'permission is missing',
    sweep([
      answers(
        403,
        body(
          '{"error":{"status":"PERMISSION_DENIED","details":[{"reason":"IAM_PERMISSION_DENIED"}]}}',
        ),
      ),
    ]),
  ),
  yields(
    'http-reached-publicly',
    'Cosmos DB names the path',
    sweep([
      privately(403, body('Request originated from client IP 20.9.9.9 through public internet.')),
    ]),
    {
      severity: 'fail',
      says: [IN, '20.9.9.9'],
    },
  ),
  yields(
    'http-reached-publicly',
    'Key Vault shows a public caller, and answers',
    sweep([
      privately(200, {
        headers: {
          'x-ms-keyvault-network-info': 'conn_type=Ipv4;addr=20.9.9.9;act_addr_fam=InterNetwork;',
        },
      }),
    ]),
    {
      severity: 'fail',
      says: ['20.9.9.9'],
    },
  ),
  yields(
    'http-reached-publicly',
    'Key Vault in words',
    sweep([privately(403, body('{"innererror":{"code":"ForbiddenByConnection"}}'))]),
    { severity: 'fail', says: ['approved private endpoint'] },
  ),
  yields(
    'http-reached-publicly',
    'Storage’s generic code: possibly',
    sweep([privately(403, storage('AuthorizationFailure'))]),
    { severity: 'fail', says: ['possibly'] },
  ),
  spares(
    'http-reached-publicly',
    'the connection is public as well',
    sweep([
      answers(403, body('Request originated from client IP 20.9.9.9 through public internet.')),
    ]),
  ),
  spares(
    'http-reached-publicly',
    'Key Vault saw the private address',
    sweep([
      privately(200, {
        headers: { 'x-ms-keyvault-network-info': 'addr=10.1.0.9;act_addr_fam=InterNetwork' },
      }),
    ]),
  ),
  spares(
    'http-reached-publicly',
    'permission is missing',
    sweep([privately(403, storage('AuthorizationPermissionMismatch'))]),
  ),
  yields(
    'http-denied-by-service',
    'the registry echoes the address',
    sweep([
      answers(
        403,
        body(
          `{"errors":[{"code":"DENIED","message":"client with IP '20.9.9.9' is not allowed access"}]}`,
        ),
      ),
    ]),
    {
      severity: 'fail',
      says: ['Container Registry', '20.9.9.9'],
    },
  ),
  yields(
    'http-denied-by-service',
    'Storage by its generic code',
    sweep([answers(403, storage('AuthorizationFailure'))]),
    { severity: 'fail', says: ['Azure Storage'] },
  ),
  yields(
    'http-denied-by-service',
    'Service Bus with its 401',
    sweep([
      answers(401, body('<Detail>Ip has been prevented to connect to the endpoint.</Detail>')),
    ]),
    { severity: 'fail', says: ['401'] },
  ),
  yields(
    'http-denied-by-service',
    'App Service by its header',
    sweep([answers(403, { headers: { 'x-ms-forbidden-ip': '20.9.9.9' } })]),
    { severity: 'fail', says: ['App Service', '20.9.9.9'] },
  ),
  yields(
    'http-denied-by-service',
    'a private endpoint that is not approved',
    sweep([privately(403, body('{"innererror":{"code":"ForbiddenByFirewall"}}'))]),
    { severity: 'fail', says: [IN, 'not approved'] },
  ),
  yields(
    'http-denied-by-service',
    'App Configuration',
    sweep([answers(403, body('{"type":"https://azconfig.io/errors/ip-address-rejected"}'))]),
    { severity: 'fail', says: ['App Configuration'] },
  ),
  spares(
    'http-denied-by-service',
    'Storage denies for permission, not for the network',
    sweep([answers(403, storage('AuthorizationPermissionMismatch'))]),
  ),
  spares(
    'http-denied-by-service',
    'a challenge',
    sweep([answers(401, { headers: { 'www-authenticate': 'Bearer' } })]),
  ),
  spares(
    'http-denied-by-service',
    'reached publicly explains it',
    sweep([privately(403, body('through public internet.'))]),
  ),
  spares(
    'http-denied-by-firewall',
    'the configured proxy denies: that is proxy-denied',
    sweep([
      check(
        HTTP,
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy' }),
        replies(PROXY_ADDRESS, 403, { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0' } }),
      ),
    ]),
  ),

  spares(
    'http-reached-publicly',
    'the proxy made the connection, not we',
    sweep([
      check(
        'https://10.1.0.5',
        VIA_PROXY,
        tunnels(),
        secures(IN),
        replies(IN, 403, body('through public internet.')),
      ),
    ]),
  ),
]
