import type { TokenCredential } from '@azure/identity'

type Environment = Readonly<Record<string, string | undefined>>

/** After which az or azd is ended. */
const TOOL_MS = 10_000

/**
 * The identity that this environment offers, decided by its variables alone. DefaultAzureCredential would try one
 * after another, the metadata service at 169.254.169.254 among them: App Service has none there, a laptop has none,
 * and in a network that drops what it does not know each start would wait for it. On a virtual machine, whose only
 * sign is that service, AZURE_TOKEN_CREDENTIALS=ManagedIdentityCredential (a variable of the library) asks for it.
 *
 * - IDENTITY_ENDPOINT: App Service, Functions, Container Apps, a server with Azure Arc. AZURE_CLIENT_ID names a
 *   user-assigned identity.
 * - AZURE_FEDERATED_TOKEN_FILE: workload identity on Kubernetes.
 * - AZURE_TENANT_ID and AZURE_CLIENT_ID: a service principal, by the other variables of EnvironmentCredential.
 * - none: whoever is signed in to az or azd here.
 */
export async function credentialOf(env: Environment): Promise<TokenCredential> {
  // Loaded here: a connection string needs none of it, and it is the larger part of the libraries’ load time.
  const identity = await import('@azure/identity')
  const clientId = env['AZURE_CLIENT_ID']
  const asked = env['AZURE_TOKEN_CREDENTIALS']?.toLowerCase()
  if (env['IDENTITY_ENDPOINT'] !== undefined || asked === 'managedidentitycredential') {
    return new identity.ManagedIdentityCredential({
      ...(clientId !== undefined && { clientId }),
      retryOptions: { maxRetries: 1 },
    })
  }
  if (env['AZURE_FEDERATED_TOKEN_FILE'] !== undefined) {
    return new identity.WorkloadIdentityCredential()
  }
  if (env['AZURE_TENANT_ID'] !== undefined && clientId !== undefined) {
    return new identity.EnvironmentCredential()
  }
  return new identity.ChainedTokenCredential(
    new identity.AzureCliCredential({ processTimeoutInMs: TOOL_MS }),
    new identity.AzureDeveloperCliCredential({ processTimeoutInMs: TOOL_MS }),
  )
}
