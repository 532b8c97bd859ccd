import type { SignTable } from './sign.ts'

const APIS = ['google-apis/apis', 'cloud-run-functions/apis']
const STORAGE = ['google-apis/storage', 'cloud-run-functions/storage']
const VPC_SC = 'https://docs.cloud.google.com/vpc-service-controls/docs/troubleshooting'
const METADATA = ['google-apis/metadata', 'cloud-run-functions/metadata']
const CREDENTIALS = ['google-apis/credentials', 'cloud-run-functions/credentials']

/** What services of Google Cloud, its SDKs and gcloud say. */
// biome-ignore format: one sign a line
export const GOOGLE: SignTable = {
  family: 'Google Cloud',
  source: 'https://docs.cloud.google.com/apis/design/errors',
  signs: [
    { test: /\bUnable to build your function due to VPC Service Controls\b|\bCloud Build service account[^\n]{0,120}(?:access level|service perimeter)\b|\bbuild[^\n]{0,80}VPC Service Controls\b/i, shows: 'denied by perimeter', where: ['cloud-run-functions/build', 'cloud-run-functions/deploy'], source: VPC_SC },
    { test: /<Code>SecurityPolicyViolated<|\bRequest violates VPC Service Controls\b/i, shows: 'denied by perimeter', where: [...STORAGE, ...APIS], misleads: 'No role is missing: a perimeter refuses the call, though the status is 403', source: VPC_SC },
    { test: /\bvpcServiceControlsUniqueIdentifier\b|\bprohibited by organization's policy\b|\bVPC_SERVICE_CONTROLS\b|\bSECURITY_POLICY_VIOLATED\b|\bservice perimeter\b/i, shows: 'denied by perimeter', where: APIS, misleads: 'PERMISSION_DENIED is no missing role here: a perimeter refuses the call', source: VPC_SC },
    { test: /\bThe request was not authenticated\b[^\n]{0,120}(?:unauthenticated invocations|Authorization header)/i, shows: 'permission missing', weight: 5, where: ['google-apis/service-to-service', 'cloud-run-functions/service-to-service'], source: 'https://docs.cloud.google.com/run/docs/troubleshooting' },
    { test: /\binsufficient free IP addresses in the subnetwork\b/i, shows: null, weight: 0, misleads: 'No path is at fault: the subnet of Direct VPC egress has no address left', lookFor: 'the size of the subnet: each instance takes addresses of it', source: 'https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc' },
    { test: /\bYour client does not have permission to get URL\b/i, shows: 'permission missing', weight: 5, where: ['google-apis/service-to-service', 'cloud-run-functions/service-to-service'], misleads: 'The page is of Google’s front end: the service lets only callers with a token or from inside in, or refuses the address range (often IPv6)', source: 'https://docs.cloud.google.com/run/docs/troubleshooting' },
    { test: /\bReachability Check failed\b/i, shows: null, weight: 2, where: ['gcloud-cli/commands', 'cloud-run-functions/deploy'], source: 'https://docs.cloud.google.com/sdk/gcloud/reference/info', lookFor: 'the error in brackets behind each URL' },
    { test: /\bCannot reach https?:\/\/\S{1,300} \((?:ServerNotFoundError|gaierror)/i, shows: 'name not resolved', weight: 5 },
    { test: /\bCannot reach https?:\/\/\S{1,300} \((?:timeout|ConnectTimeout|socket\.timeout)/i, shows: 'connect timeout', weight: 5 },
    { test: /\bfailed to connect to all addresses\b[\s\S]{0,200}?(?:Timeout occurred|FD Shutdown|Connection timed out|Deadline)/i, shows: 'connect timeout', weight: 5, where: ['google-apis/databases', 'cloud-run-functions/databases', ...APIS] },
    { test: /\bfailed to connect to all addresses\b[\s\S]{0,200}?Connection refused/i, shows: 'refused', weight: 5 },
    { test: /\bfailed to connect to all addresses\b[\s\S]{0,200}?(?:Network is unreachable|No route)/i, shows: 'unreachable', weight: 5 },
    { test: /\bfailed to connect to all addresses\b[\s\S]{0,200}?(?:CERTIFICATE_VERIFY_FAILED|Ssl handshake failed|handshaker)/i, shows: 'certificate refused', weight: 5 },
    { test: /\bfailed to connect to all addresses\b/i, shows: 'connect timeout', weight: 3, where: ['google-apis/databases', 'cloud-run-functions/databases', ...APIS] },
    { test: /\b(?:Timeout while contacting|Could not contact) DNS servers\b/i, shows: 'resolver silent', source: 'https://c-ares.org/docs/ares_strerror.html' },
    { test: /\bC-ares status is not ARES_SUCCESS\b[^\n]{0,260}(?:Timeout while contacting|Could not contact) DNS servers\b|\bDNS resolution failed for [^\n]{0,460}(?:Timeout while contacting|Could not contact) DNS servers\b/i, shows: 'resolver silent', source: 'https://c-ares.org/docs/ares_strerror.html' },
    { test: /\bDNS resolution failed for [^\n]{0,460}Domain name not found\b/i, shows: 'no such name', weight: 5, source: 'https://c-ares.org/docs/ares_strerror.html' },
    { test: /\bDNS server returned answer with no data\b/i, shows: 'no address', source: 'https://c-ares.org/docs/ares_strerror.html' },
    { test: /\bDNS server returned general failure\b/i, shows: 'resolver failed', source: 'https://c-ares.org/docs/ares_strerror.html' },
    { test: /\bDNS server refused query\b/i, shows: 'resolver refused', source: 'https://c-ares.org/docs/ares_strerror.html' },
    { test: /\bproduced zero addresses\b|\bNameResolver returned (?:an empty list|no usable address)\b|\bName resolution failed for target\b/i, shows: 'name not resolved', source: 'https://grpc.io/docs/guides/custom-name-resolution/' },
    { test: /\bunexpected HTTP status code received from server: (?:502|503|504)\b/i, shows: 'gateway error', weight: 4, source: 'https://grpc.io/docs/guides/status-codes/' },
    { test: /\bunexpected HTTP status code received from server: \d{3}\b|\breceived unexpected content-type\b|\bBad gRPC response\b/i, shows: 'status unexpected', weight: 4, misleads: 'Whoever answered does not speak gRPC: a gateway, a proxy or a page of its own', source: 'https://grpc.io/docs/guides/status-codes/' },
    { test: /\bDNS resolution failed for \S{1,260}: (?:UNAVAILABLE|C-ares|errors resolving)/i, shows: 'name not resolved', weight: 5, source: 'https://grpc.io/docs/guides/custom-name-resolution/' },
    { test: /\b14 UNAVAILABLE: (?:No connection established|read ECONNRESET|Connection dropped)|\bSocket closed\b[^\n]{0,40}UNAVAILABLE|\bUNAVAILABLE:? (?:Connection reset|Socket closed|transport is closing)/i, shows: 'connection ended', source: 'https://grpc.io/docs/guides/status-codes/' },
    { test: /\bDEADLINE_EXCEEDED\b|\bDeadlineExceeded\b|\b4 DEADLINE_EXCEEDED\b|\bDeadline (?:of [\d.]{1,8}s )?exceeded\b/i, shows: 'any timeout', misleads: 'The service may be well: the client’s own deadline ran out, in whichever step', source: 'https://grpc.io/docs/guides/status-codes/' },
    { test: /\bCould not load the default credentials\b|\bMetadataLookupWarning\b|\bCompute Engine Metadata server unavailable\b|\bFailed to retrieve http:\/\/metadata\b|\bCould not automatically determine credentials\b|\bdefault credentials were not found\b|\bDefaultCredentialsError\b/i, shows: 'no token', where: [...METADATA, ...CREDENTIALS], misleads: 'No key file need be missing: the metadata server did not answer, often since a proxy variable catches 169.254.169.254', source: 'https://docs.cloud.google.com/docs/authentication/application-default-credentials' },
    { test: /\bTransportError\b[^\n]{0,60}\boauth2\.googleapis\.com\b|\bUnable to acquire impersonated credentials\b|\bError refreshing (?:the )?(?:access )?token\b|\bThere was a problem refreshing your current auth tokens\b|\bRefreshError\b/i, shows: null, weight: 2, where: CREDENTIALS, source: 'https://docs.cloud.google.com/docs/authentication' },
    { test: /\bfailed to get instance metadata\b|\bcouldn't connect to "[\w-]{1,63}:[\w-]{1,63}:[\w-]{1,98}"|\bcloud-sql-proxy\b|\bCloudSQLConnectorError\b|\bcloudsqlconn\b/i, shows: null, weight: 3, where: ['cloud-sql/cloud-sql', 'google-apis/cloud-sql', 'cloud-run-functions/cloud-sql'], misleads: 'The database was not asked: the connector reads sqladmin.googleapis.com first, also for a private IP', source: 'https://docs.cloud.google.com/sql/docs/postgres/connect-auth-proxy' },
    { test: /\bServer closed the connection[^\n]{0,60}cloudsql|\/cloudsql\/[^\s]{1,120}\.s\.PGSQL\.5432/i, shows: null, weight: 3, where: ['cloud-sql/cloud-sql'], misleads: 'No file is missing: the socket of the Cloud SQL connection is not mounted or its API is not reached', source: 'https://docs.cloud.google.com/sql/docs/postgres/connect-run' },
    { test: /\bPERMISSION_DENIED\b|\bAccess Not Configured\b|\bSERVICE_DISABLED\b|\bhas not been used in project\b|\binsufficient authentication scopes\b|\bdoes not have (?:storage|(?:the )?permission|serviceusage)\b|\bPermission '[\w.]{3,80}' denied\b/i, shows: 'permission missing', misleads: 'The network works: the API answered', source: 'https://docs.cloud.google.com/apis/design/errors' },
    { test: /\bIP filtering condition that is preventing access\b/i, shows: 'denied by service', where: STORAGE, source: 'https://docs.cloud.google.com/storage/docs/ip-filtering-overview' },
    { test: /\bThat['’]s an error\.[\s\S]{0,200}That['’]s all we know\b/i, shows: 'status unexpected', weight: 3, misleads: 'The page is of Google’s front end, not of your service', source: 'https://docs.cloud.google.com/run/docs/troubleshooting' },
    { test: /\bServerless VPC Access\b[^\n]{0,80}(?:fail|error|not ready)|\bVPC connector\b[^\n]{0,80}(?:fail|error|not ready|does not exist)/i, shows: null, weight: 3, lookFor: 'the state of the connector: an error of set-up, not of a connection', source: 'https://docs.cloud.google.com/vpc/docs/serverless-vpc-access' },
    { test: /\bThe request failed because either the HTTP response was malformed or connection to the instance had an error\b|\bmalformed response or connection to the instance\b/i, shows: 'gateway error', weight: 4, misleads: 'The path to Cloud Run works: the container itself closed or crashed', source: 'https://docs.cloud.google.com/run/docs/troubleshooting' },
    { test: /\bcontainer failed to start and (?:then )?listen on the port\b|\bfailed to start and listen on the port defined\b/i, shows: null, weight: 4, misleads: 'No network is at fault: the container does not listen on PORT in time; calls it makes at start may be what hangs', source: 'https://docs.cloud.google.com/run/docs/troubleshooting', lookFor: 'what the container does before it listens' },
  ],
}
