import type { ManagedIdentityCredential, TokenCredential } from '@azure/identity'
import type { Environment } from '../shared/document/environment.ts'
import { idTokens } from './google-id-token.ts'
import type { Issued } from './issuer.ts'
import { spellProxies } from './proxies.ts'
import { stepError } from './trouble.ts'

/** After which az or azd is ended. */
const TOOL_MS = 10_000

/**
 * For whom a token is that Entra takes in exchange for one of its own:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust
 */
export const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange'

/**
 * The identity that this environment offers, decided by its variables alone. DefaultAzureCredential would try one
 * after another, the metadata service at 169.254.169.254 among them: App Service has none there, a laptop has none,
 * and in a network that drops what it does not know each start would wait for it. On a virtual machine, whose only
 * sign is that service, AZURE_TOKEN_CREDENTIALS=ManagedIdentityCredential (a variable of the library) asks for it.
 *
 * - IDENTITY_ENDPOINT: App Service, Functions, Container Apps, a server with Azure Arc. AZURE_CLIENT_ID names a
 *   user-assigned identity.
 * - AZURE_FEDERATED_TOKEN_FILE: workload identity on Kubernetes.
 * - AZURE_TENANT_ID and AZURE_CLIENT_ID: a service principal, by the other variables of EnvironmentCredential; on
 *   Google Cloud and without any of them, by the ID token of the service account there.
 * - none: whoever is signed in to az or azd here.
 */
export async function credentialOf(env: Environment): Promise<TokenCredential> {
  // Loaded here: a connection string needs none of it, and it is the larger part of the libraries’ load time.
  const identity = await import('@azure/identity')
  spellProxies()
  const clientId = env['AZURE_CLIENT_ID']
  const tenantId = env['AZURE_TENANT_ID']
  if (hasManagedIdentity(env)) {
    const credential = new identity.ManagedIdentityCredential({
      ...(clientId !== undefined && { clientId }),
      retryOptions: { maxRetries: 1 },
    })
    askDirectly(credential)
    return credential
  }
  if (env['AZURE_FEDERATED_TOKEN_FILE'] !== undefined) {
    return new identity.WorkloadIdentityCredential()
  }
  if (tenantId !== undefined && clientId !== undefined) {
    if (!isFederatedFromGoogle(env)) return new identity.EnvironmentCredential()
    const assertion = idTokens(EXCHANGE_AUDIENCE)
    const options = authorityOf(env)
    return new identity.ClientAssertionCredential(tenantId, clientId, assertion, options)
  }
  return new identity.ChainedTokenCredential(
    new identity.AzureCliCredential({ processTimeoutInMs: TOOL_MS }),
    new identity.AzureDeveloperCliCredential({ processTimeoutInMs: TOOL_MS }),
  )
}

/**
 * The endpoint of a managed identity is this machine’s. The library would ask it through HTTPS_PROXY, where it is not
 * found, and show the proxy its secret; no option of the library says otherwise.
 */
function askDirectly(credential: ManagedIdentityCredential): void {
  credential['identityClient'].pipeline.removePolicy({ name: 'proxyPolicy' })
}

/** That identity for a client of the library. Whatever keeps it from a token, its variables too, is a TokenError. */
export function azureCredential(env: Environment): TokenCredential {
  let credential: Promise<TokenCredential> | null = null
  return {
    async getToken(scopes, options) {
      try {
        credential ??= credentialOf(env)
        return await (await credential).getToken(scopes, options)
      } catch (error) {
        throw stepError(error, azureGiver(env))
      }
    },
  }
}

/** Tokens for a resource, of the identity that the environment offers. */
export function azureTokens(
  env: Environment,
): (resource: string, abortSignal: AbortSignal) => Promise<Issued> {
  const credential = azureCredential(env)
  return async (resource, abortSignal) => {
    const scope = resource.endsWith('/.default')
      ? resource
      : `${resource.replace(/\/$/, '')}/.default`
    const issued = await credential.getToken(scope, { abortSignal })
    if (issued === null) throw new TypeError('The identity gave no token')
    return { token: issued.token, expiresAt: issued.expiresOnTimestamp }
  }
}

/** Whom azureTokens asks in the end; for messages. */
export function azureGiver(env: Environment): string {
  if (hasManagedIdentity(env)) return 'the identity endpoint'
  const has = (name: string) => env[name] !== undefined
  const principal = has('AZURE_TENANT_ID') && has('AZURE_CLIENT_ID')
  return principal || has('AZURE_FEDERATED_TOKEN_FILE') ? 'Entra' : 'az or azd'
}

export function hasManagedIdentity(env: Environment): boolean {
  const asked = env['AZURE_TOKEN_CREDENTIALS']?.toLowerCase()
  return env['IDENTITY_ENDPOINT'] !== undefined || asked === 'managedidentitycredential'
}

/** What EnvironmentCredential, or Kubernetes, would prove the service principal by. */
const PROOFS = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_USERNAME',
  'AZURE_FEDERATED_TOKEN_FILE',
] as const

/** The signs of Google Cloud; elsewhere its metadata server is not looked for. */
const ON_GOOGLE = ['K_SERVICE', 'GCE_METADATA_HOST', 'GCE_METADATA_IP'] as const

function isFederatedFromGoogle(env: Environment): boolean {
  const has = (name: string) => Boolean(env[name])
  if (hasManagedIdentity(env) || !has('AZURE_TENANT_ID') || !has('AZURE_CLIENT_ID')) return false
  return ON_GOOGLE.some(has) && !PROOFS.some(has)
}

/** Of an authority that it does not know, MSAL would first ask login.microsoftonline.com; who names one means it. */
function authorityOf(env: Environment) {
  const authorityHost = env['AZURE_AUTHORITY_HOST']
  return authorityHost === undefined ? {} : { authorityHost, disableInstanceDiscovery: true }
}
