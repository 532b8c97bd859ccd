import { coded } from './numbers.ts'
import type { SignTable } from './sign.ts'

const PRIVATE = ['azure-private-endpoints/private']
const VAULT = [...PRIVATE, 'azure-functions/settings']
const IDENTITY = ['azure-functions/identity']
const LEARN = 'https://learn.microsoft.com/azure'
const KV = `${LEARN}/key-vault/general/common-error-codes`
const STORAGE =
  'https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors'
const MSI = `${LEARN}/app-service/overview-managed-identity`
const ENDPOINT = `${LEARN}/private-link/private-endpoint-overview`

/** What services of Azure and their SDKs say. */
// biome-ignore format: one sign a line
export const AZURE_SERVICES: SignTable = {
  family: 'Azure services',
  source: ENDPOINT,
  signs: [
    { test: /\bConnection is not an approved private link\b|\bForbiddenByConnection\b|\bForbiddenByFirewall\b|\bClient address is not authorized and caller is not a trusted service\b|\bPublic network access is disabled and request is not from a trusted service\b/i, shows: 'denied by service', where: VAULT, source: KV },
    { test: /\bNSP rules\b|\bForbiddenByNsp\b|\bnsp-rejected\b|\bNetworkSecurityPerimeter\b/i, shows: 'denied by perimeter', source: `${LEARN}/private-link/network-security-perimeter-concepts` },
    { test: /\bpublic (?:network )?access (?:to this resource |on this resource )?(?:has been |is |was )?(?:disabled|denied|not allowed|not permitted)\b|\bPublicNetworkAccess(?:Disabled|Error)?\b|\bDeny Public Network Access\b|\bnot from an approved private endpoint\b|\bprivate endpoint connection(?:s)? (?:is|are) required\b|\bdisabled public network access\b|\bpublicNetworkAccess\b[^\n]{0,20}disabled/i, shows: 'denied by service', where: PRIVATE, misleads: 'No right is missing: the service saw a public address. Most often DNS gave the client the public one, past the private endpoint', source: ENDPOINT },
    { test: /\b(?:client )?IP(?: address)? '?\[?[0-9a-fA-F:.]{3,45}\]?'? is not (?:allowed|permitted|authorized)\b|\bIP address[^\n]{0,60}not (?:in the allow ?list|allowed to access)\b|\bIPAuthorizationFailure\b|\bOAuthIpAuthorizationError\b/i, shows: 'denied by service', where: PRIVATE, source: ENDPOINT },
    { test: /\bAccess denied due to Virtual Network\/Firewall rules\b|\bA Virtual Network is configured for this resource\b|\bvirtual network rules?\b[^\n]{0,60}(?:denied|not allowed|block)|\bblocked by[^\n]{0,60}(?:firewall settings|account firewall|network rules|IP firewall)\b/i, shows: 'denied by service', where: PRIVATE, source: `${LEARN}/ai-services/cognitive-services-virtual-networks` },
    { test: /\bRequest originated from (?:client )?(?:IP|VNET)\b|\bcosmos\b[^\n]{0,120}firewall\b/i, shows: 'denied by service', where: PRIVATE, source: `${LEARN}/cosmos-db/how-to-configure-firewall` },
    { test: /\bIp has been prevented to connect to the endpoint\b/i, shows: 'denied by service', where: PRIVATE, source: `${LEARN}/service-bus-messaging/service-bus-ip-filtering` },
    { test: /\bThis request is not authorized to perform this operation(?: using this permission)?\b|\bAuthorizationFailure\b/i, shows: 'denied by service', weight: 4, where: PRIVATE, misleads: 'No role need be missing: without "using this permission" it is the account’s network rules', source: STORAGE },
    { test: /\bThis request is not authorized to perform this operation using this permission\b|\bAuthorizationPermissionMismatch\b|\bAuthenticationFailed\b|\bServer failed to authenticate the request\b/i, shows: 'permission missing', weight: 5, source: STORAGE },
    { test: coded(String.raw`\bCannot open server ['"][^'"\n]{1,128}['"] requested by the login\. Client with IP address\b|\bpublic network interface on this server is not accessible\b`, 40615, 47073), shows: 'denied by service', where: PRIVATE, source: `${LEARN}/azure-sql/database/connectivity-settings` },
    { test: /\bConnection was denied (?:since|because)\b|\bAn instance-specific error occurred while establishing a connection\b/i, shows: 'denied by service', weight: 4, where: PRIVATE, misleads: 'No instance is at fault: the server refuses the public side', source: `${LEARN}/azure-sql/database/connectivity-settings` },
    { test: /\bA network-related or instance-specific error occurred while establishing a connection\b/i, shows: 'any timeout', weight: 2, misleads: 'No instance need be at fault: this is SqlClient’s wrapper of any error; look for "provider:" and "error:" at its end', source: 'https://learn.microsoft.com/troubleshoot/sql/database-engine/connect/network-related-or-instance-specific-error-occurred-while-establishing-connection' },
    { test: /\bprovider: TCP Provider, error: 0 - (?:A connection attempt failed|The wait operation timed out)|\bPre-Login Handshake\b[^\n]{0,60}(?:timed? ?out|timeout)|\bConnection Timeout Expired\b/i, shows: 'connect timeout', weight: 4, misleads: 'The login was never asked: with the redirect policy the gateway answers on 1433 and the node on 11000 to 11999, which may be closed', source: `${LEARN}/azure-sql/database/connectivity-architecture` },
    { test: /\bpre-login handshake\b/i, shows: 'cut in handshake', weight: 4, misleads: 'No login failed: the connection was cut before it', source: `${LEARN}/azure-sql/database/troubleshoot-common-errors-issues` },
    { test: /\bManagedIdentityCredential(?: authentication)? (?:unavailable|failed)\b|\bFailed to acquire (?:an? )?(?:MSI )?token\b|\bmanaged identity endpoint\b|\bMSI_ENDPOINT|\bIDENTITY_ENDPOINT\b|\bNo managed identity endpoint found\b|\bCredentialUnavailable\w*\b|\berror occur?red while fetching the AAD Token\b|\bAzure Instance Metadata Service\b|\bIMDS (?:endpoint|token)\b/i, shows: 'no token', where: IDENTITY, misleads: 'The identity may be there: when what issues its tokens is blocked, the same is said', source: MSI },
    { test: /\bManagedIdentityCredential\b[^\n]{0,240}(?:timed out|refused|unreachable|cannot be established)|\bFailed to connect to MSI\b/i, shows: 'no token', weight: 5, where: IDENTITY, misleads: 'No way across the network is at fault: the identity endpoint is on the machine itself', source: MSI },
    { test: /\bMSI endpoint\b|\bManaged ?Identity error\b/i, shows: 'no token', weight: 3, where: IDENTITY, source: MSI },
    { test: /\bDefaultAzureCredential failed to retrieve a token\b|\bChainedTokenCredential\b/i, shows: 'no token', weight: 3, where: IDENTITY, misleads: 'Each tried credential is told, and most of those errors are expected: only the one you meant to use counts', source: 'https://aka.ms/azsdk/net/identity/defaultazurecredential/troubleshoot' },
    { test: /\bAADSTS\d{4,7}\b/i, shows: 'permission missing', where: IDENTITY, misleads: 'The network works: Entra ID answered with this code', source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes' },
    { test: /\bUnable to open authentication session\b[\s\S]{0,120}Please confirm target hostname exists\b/i, shows: 'name not resolved', weight: 5, where: PRIVATE, misleads: 'No credentials failed: AMQP could not connect, since the name does not resolve or port 5671 is closed', source: `${LEARN}/event-hubs/troubleshooting-guide` },
    { test: /\bamqp:(?:connection:forced|unauthorized-access|not-found)\b|\bCBS Token authentication (?:failed|timed out)\b|\bcbs authentication\b[^\n]{0,40}(?:fail|timed? out)/i, shows: 'any timeout', weight: 2, misleads: 'The key need not be wrong: a cut connection on 5671 ends the same way; AMQP over WebSockets (443) tells them apart', source: `${LEARN}/service-bus-messaging/service-bus-troubleshooting-guide` },
    { test: /\bContainerAppsConfiguration|\bRequestDisallowedByPolicy\b/i, shows: null, weight: 0, lookFor: 'the policy assignment that it names: a policy of Azure denies the resource, not the network' },
    { test: /\bKeyBasedAuthenticationNotPermitted\b|\bKey based authentication is not permitted\b|\bLocalAuthDisabled\b|\bYou are not authorized to access https?:|\bTF400813\b/i, shows: 'permission missing', weight: 5, source: STORAGE },
    { test: /\bPublicAccessNotPermitted\b|\bPublic access is not permitted on this storage account\b/i, shows: 'permission missing', weight: 5, misleads: 'No network rule is meant: anonymous reading of blobs is off. Send credentials', source: STORAGE },
    { test: /\bForbiddenBy(?:Policy|Rbac)\b|\bdoes not have (?:secrets|keys|certificates|storage) [\w ]{2,30} permission on key vault\b|\bdoes not have authorization to perform action\b|\bAuthorizationFailed\b|\bCaller is not authorized to perform action on resource\b/i, shows: 'permission missing', weight: 5, source: KV },
    { test: /\bInvalid client secret (?:is )?provided\b|\binvalid_client\b|\bApplication with identifier '[^'\n]{1,80}' was not found\b/i, shows: 'permission missing', source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes' },
    { test: /\bsubscription is not registered to use namespace\b|\bMissingSubscriptionRegistration\b/i, shows: 'status unexpected', weight: 5, misleads: 'The network works: Resource Manager answered. The subscription lacks the resource provider', source: `${LEARN}/azure-resource-manager/troubleshooting/error-register-resource-provider` },
    { test: /\bUnauthorizedClient\b/i, shows: 'permission missing', weight: 3, where: ['azure-functions/settings'], source: `${LEARN}/app-service/app-service-key-vault-references` },
    { test: /\bSecretNotFound\b/i, shows: 'denied, by rules or rights', weight: 3, where: ['azure-functions/settings'], misleads: 'The secret may be there: a reference reports so, too, when the vault refuses', source: `${LEARN}/app-service/app-service-key-vault-references` },
    { test: /\bMicrosoft\.Azure\.Storage\.StorageException\b|\bAzure\.RequestFailedException\b[^\n]{0,200}\.(?:blob|queue|table|file)\.core\b/i, shows: null, weight: 2, where: ['azure-functions/triggers', 'azure-functions/start', ...PRIVATE] },
    { test: /\bazconfig\.io\/errors\/ip-address-rejected\b/i, shows: 'denied by service', where: PRIVATE, source: `${LEARN}/azure-app-configuration/network-access-errors` },
    { test: /\bThe workspace private link configuration\b|\bRequestDeniedByInboundPolicy\b|\bClientIpAddressNotAuthorized\b|\bUnauthorized network access to workspace\b|\bIpAddress filtering rules\b|\bno matching private endpoint connection\b/i, shows: 'denied by service', where: PRIVATE, source: ENDPOINT },
  ],
}
