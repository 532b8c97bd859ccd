import type { FindingRow } from './row.ts'

const STORAGE_403 =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors'
const HTTP = 'https://www.rfc-editor.org/rfc/rfc9110'

export const HTTP_FINDINGS = {
  'http-denied-by-firewall': {
    step: 'request',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'A firewall or filter answered instead of the service.',
    seen: 'Status 470 or “Action: Deny. Reason:” (Azure Firewall), a block page (by the marks of a product, or by what it says: that it blocks, by whose policy, in which category), or a redirect to one. Not for answers that have the service’s own marks, and a bare 403 is not enough.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart: 'there the service itself says no, in its own format',
      },
      { code: 'proxy-denied', apart: 'there the configured proxy refuses' },
    ],
    causes: [
      'no application rule allows this host (and, where TLS is inspected, this path)',
      'the host’s category is blocked by a web filter',
    ],
    fix: 'Allow this host in the firewall’s application rules; its log holds the rule that matched',
    docs: 'https://learn.microsoft.com/azure/firewall/rule-processing',
  },
  'http-denied-by-perimeter': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'A service perimeter denies the request; the network path works.',
    seen: '403 with the marks of VPC Service Controls (SECURITY_POLICY_VIOLATED, the unique identifier) or of a network security perimeter. The id is in the summary.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart: 'there a single resource’s own rules deny',
      },
      {
        code: 'http-status-unexpected',
        apart:
          'a 403 for missing permission (IAM_PERMISSION_DENIED, SERVICE_DISABLED) has none of these marks',
      },
    ],
    causes: [
      'the caller’s project or network is outside the perimeter',
      'no access level or ingress or egress rule matches the caller',
    ],
    fix: 'Give the unique id to the owner of the perimeter: it finds the audit log entry with the violated rule',
    docs: 'https://docs.cloud.google.com/vpc-service-controls/docs/troubleshooting',
  },
  'http-reached-publicly': {
    step: 'request',
    severity: 'fail',
    traits: ['fixed-by-zone'],
    means:
      'The connection goes to a private address, and the service saw a caller from the internet.',
    seen: 'The address is private, and the answer echoes a public caller address or says that the public endpoint, or no approved private endpoint, was used: then the endpoint itself may not be approved. Storage’s generic AuthorizationFailure only makes it possible, since missing permission gives it too; the summary then says so.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart:
          'there the address is public, or the service does not say that it saw a public caller',
      },
      {
        code: 'dns-private-zone-not-used',
        apart: 'there our own resolver answers publicly',
      },
    ],
    causes: [
      'an application rule of Azure Firewall proxies the flow, resolves the name itself and gets the public address: the zone is not linked to the firewall’s network',
      'a proxy on the way does the same',
    ],
    fix: 'Link the private zone to the network that the firewall resolves in (or set its DNS), or pass private endpoint traffic by a network rule',
    docs: 'https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall',
  },
  'http-denied-by-service': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The service’s own network rules deny this caller.',
    seen: 'A denial in the service’s own format: Storage’s IP and network codes, Key Vault’s ForbiddenByFirewall and ForbiddenByConnection, the registry’s “client with IP …”, Service Bus’s 401 “Ip has been prevented”, App Service’s x-ms-forbidden-ip, the AI services’ “Virtual Network/Firewall rules”, Event Grid, Databricks, Machine Learning, Synapse, Fabric, API Management, Container Apps, Log Analytics, Google’s organization policy; or, from any host that can have a private endpoint, a 401 or 403 whose words are about networks, which is then quoted. An echoed caller address is in the summary.',
    confusedWith: [
      {
        code: 'http-status-unexpected',
        apart:
          'a denial for missing permission is not a network fault: opening the firewall does not help',
      },
      {
        code: 'http-reached-publicly',
        apart: 'there the connection is private and the service still sees a public caller',
      },
    ],
    causes: [
      'public access is disabled, or the address that the service sees is not on its list',
      'the traffic should have gone to a private endpoint and did not',
      'Storage gives AuthorizationFailure also for missing permission',
    ],
    fix: 'By service, region and path taken, in the finding: a rule for the subnet or the egress address, an approved private endpoint with its DNS record, or, while public access is disabled, the private endpoint alone',
    docs: STORAGE_403,
  },
  'http-permission-denied': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The path works and the probe’s identity is known, but it may not do what was asked.',
    seen: '401 or 403 to a request with a token (`auth`), without the marks of a perimeter or of network rules. The reason of the service is in the summary: IAM_PERMISSION_DENIED with the permission, SERVICE_DISABLED, AuthorizationPermissionMismatch.',
    confusedWith: [
      {
        code: 'http-denied-by-perimeter',
        apart: 'there VPC Service Controls or a network security perimeter denies, with an id',
      },
      {
        code: 'http-denied-by-service',
        apart: 'there the service’s network rules deny, whatever the permission',
      },
      { code: 'identity-token-unavailable', apart: 'there was no token to send' },
    ],
    causes: [
      'the identity has no role with this permission on the resource, or got it minutes ago',
      'the API is not enabled in the project (SERVICE_DISABLED)',
      'the token is for another resource or scope than the service wants (401)',
    ],
    fix: 'No network change helps. Give the probe’s identity the role that reading needs (Storage Object Viewer, Storage Blob Data Reader), or enable the API',
    docs: 'https://docs.cloud.google.com/iam/docs/troubleshoot-policies',
  },
  'http-no-response': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The request went out, and no valid answer came back.',
    seen: 'The connection (and TLS) is open, and the request ends in silence, a cut, or something that is not HTTP. After silence the same is asked by HEAD: an answer shows that the server is not mute, and how large the answer to GET would be. A warning when another address answers, or when the head of the answer came and no byte of its body.',
    confusedWith: [
      { code: 'tls-blocked-by-name', apart: 'there the cut comes before TLS completes' },
      { code: 'tcp-dropped', apart: 'there not even the connection opens' },
      {
        code: 'path-mtu-black-hole',
        apart: 'there nothing that fills a packet has arrived, and the answer would',
      },
    ],
    causes: [
      'the service hangs or crashes on the request',
      'a device that inspects drops or cuts the stream (IDPS)',
      'the port speaks another protocol',
    ],
    fix: 'Look at the service’s own log for the request; if it never arrived, at the devices on the way',
    docs: HTTP,
  },
  'http-status-unexpected': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The service answered with another status than expected.',
    seen: 'The status is none of `expect.http.status` (with `auth`, 2xx unless configured otherwise), and the answer is not a known denial.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart: 'there the body shows that network rules denied',
      },
    ],
    causes: [
      'the service has a fault of its own',
      'the path or the permission is not what is expected',
    ],
    fix: 'Look at the body in the evidence and at the service’s log; correct `expect.http.status` if it is too narrow',
    docs: `${HTTP}#section-15`,
  },
  'http-header-unexpected': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'A header of the answer is absent or other than expected.',
    seen: 'A header named in `expect.http.headers` does not hold the text or match the pattern.',
    confusedWith: [
      {
        code: 'http-denied-by-firewall',
        apart: 'there the whole answer comes from a device on the way',
      },
    ],
    causes: [
      'something else than the service answered (a cache, a proxy, a filter)',
      'the service changed',
    ],
    fix: 'See who answers by the `server` and `via` headers in the evidence; correct `expect.http.headers`',
    docs: `${HTTP}#section-5`,
  },
  'http-body-unexpected': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The body does not hold what is expected.',
    seen: 'The first bytes of the body neither hold the text nor match the pattern of `expect.http.body`.',
    confusedWith: [
      {
        code: 'http-denied-by-firewall',
        apart: 'there the body is a known block page',
      },
      {
        code: 'egress-address-unexpected',
        apart: 'there the body is our own address, and the wrong one',
      },
    ],
    causes: [
      'another page than the service’s answered (a login, a block page without known marks)',
      'the text is beyond the bytes that are read',
      'the service changed',
    ],
    fix: 'Look at the start of the body in the summary; correct the path or `expect.http.body`',
    docs: HTTP,
  },
} as const satisfies Record<string, FindingRow>
