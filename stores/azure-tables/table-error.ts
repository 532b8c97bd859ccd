import { StoreError, type StoreProblem } from '../../shared/ports/store-error.ts'
import { causeOf, type RequestFault } from './failure.ts'

interface ErrorMeaning {
  readonly problem: StoreProblem
  readonly says: string
  readonly remedy: string
  /** The same request may succeed in a moment. */
  readonly passing?: true
}

const NETWORK_RULES: ErrorMeaning = {
  problem: 'unreachable',
  says: 'the storage account refuses this network',
  remedy:
    'reach it by its private endpoint (the DNS of this network must give a private address), or allow this subnet in the network rules of the account',
}

const BUSY: ErrorMeaning = {
  problem: 'busy',
  says: 'the service is busy',
  remedy: 'wait: the next sweep tries again',
  passing: true,
}

const NO_AUTHENTICATION: ErrorMeaning = {
  problem: 'unreachable',
  says: 'its credentials are refused',
  remedy:
    'check the clock of this machine and the key or SAS; for an identity, that its tenant is that of the account and its token is for https://storage.azure.com',
}

const NO_ROLE: ErrorMeaning = {
  problem: 'read-only',
  says: 'its credentials may not do this',
  remedy:
    'give the identity of this program the role Storage Table Data Contributor on the account (a new assignment takes some minutes), or a SAS all permissions on tables and entities',
}

/**
 * By code: of the service (https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes and
 * common-rest-api-error-codes; those of its network rules from Microsoft’s page on network-related 403), of Node, of
 * RequestError.
 */
const CODES: readonly (readonly [RegExp, ErrorMeaning])[] = [
  [
    /^(AuthorizationFailure|IPAuthorizationFailure|OAuthIpAuthorizationError|OAuthPublicNetworkAccessError|PublicNetworkAccessError|AuthorizationSourceIPMismatch)$/,
    NETWORK_RULES,
  ],
  [
    /^(AuthorizationPermissionMismatch|InsufficientAccountPermissions|AuthorizationServiceMismatch|AuthorizationResourceTypeMismatch)$/,
    NO_ROLE,
  ],
  [
    /^KeyBasedAuthenticationNotPermitted$/,
    {
      problem: 'unreachable',
      says: 'the storage account takes no keys',
      remedy: 'name it by account or endpoint instead of connectionString, and use an identity',
    },
  ],
  [
    /^(AuthenticationFailed|InvalidAuthenticationInfo|NoAuthenticationInformation)$/,
    NO_AUTHENTICATION,
  ],
  [
    /^NO_TOKEN$/,
    {
      problem: 'unreachable',
      says: 'this program got no token',
      remedy:
        'on Azure, assign it a managed identity (a user-assigned one: its client id in AZURE_CLIENT_ID); elsewhere, sign in with az login',
    },
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    {
      problem: 'unreachable',
      says: 'its name does not resolve',
      remedy:
        'check the name, and the DNS of this network: a private zone privatelink.table.core.windows.net needs a record of the account',
      passing: true,
    },
  ],
  [
    /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/,
    {
      problem: 'unreachable',
      says: 'its certificate is not trusted',
      remedy:
        'if a firewall inspects TLS, exempt this host or name the firewall’s root under ca; otherwise check what its name resolves to',
    },
  ],
  [
    /^(E[A-Z]+|DEADLINE|REQUEST_SEND_ERROR|PARSE_ERROR|ERR_(SSL|TLS)_\w+)$/,
    {
      problem: 'unreachable',
      says: 'there was no answer',
      remedy: 'check the way there on port 443: routes, NSG, firewall, private endpoint',
      passing: true,
    },
  ],
  [/^CLOSED$/, { problem: 'unreachable', says: 'it was closed', remedy: 'open it again' }],
  [/^(ServerBusy|OperationTimedOut|InternalError|TooManyRequests|EntityAlreadyExists)$/, BUSY],
  [
    /^TableBeingDeleted$/,
    {
      problem: 'busy',
      says: 'the table is being deleted',
      remedy: 'wait a minute, or name another table',
    },
  ],
  [
    /^AccountIsDisabled$/,
    {
      problem: 'unreachable',
      says: 'the storage account is disabled',
      remedy: 'enable it, or name another',
    },
  ],
]

const STATUSES: Readonly<Record<number, ErrorMeaning>> = {
  401: NO_AUTHENTICATION,
  403: NO_ROLE,
  408: BUSY,
  429: BUSY,
  500: BUSY,
  502: BUSY,
  503: BUSY,
  504: BUSY,
}

const NOT_THE_SERVICE: ErrorMeaning = {
  problem: 'unreachable',
  says: 'something else answers instead of it',
  remedy: 'a proxy or firewall on the way refuses this host: allow it there',
}

const UNKNOWN: ErrorMeaning = {
  problem: 'unknown',
  says: 'the service refuses the request',
  remedy: 'this should not happen: report it with this line',
}

/** What was tried; completes "Cannot …". */
export type Action = 'read' | 'write to'

/**
 * What is told of a failed request: the codes, and nothing of the service’s own text, which may quote signatures. Bugs
 * pass as they are.
 */
export function tableError(error: unknown, action: Action, place: string): unknown {
  const cause = causeOf(error)
  if (cause === null) return error
  const { problem, says, remedy } = rowOf(cause)
  const status = cause.status === null ? '' : `HTTP status ${cause.status}`
  const seen = [cause.code, status, cause.words]
  const message = `Cannot ${action} the store ${place}: ${says} (${seen.filter(Boolean).join(', ')}); ${remedy}`
  // Whoever may not write may still read; whoever may not read is kept out.
  const kept = problem === 'read-only' && action === 'read' ? 'unreachable' : problem
  return new StoreError(message, { problem: kept })
}

/** Whether the same request may succeed in a moment. */
export function isPassing(error: unknown): boolean {
  const cause = causeOf(error)
  return cause !== null && rowOf(cause).passing === true
}

function rowOf({ code, status }: RequestFault): ErrorMeaning {
  const byStatus = status === null ? undefined : STATUSES[status]
  if (code === 'NOT_THE_SERVICE') return byStatus?.passing ? byStatus : NOT_THE_SERVICE
  return CODES.find(([known]) => known.test(code))?.[1] ?? byStatus ?? UNKNOWN
}
