import type { IdentityPoolClient } from 'google-auth-library'
import type { Environment } from '../shared/document/environment.ts'
import { azureTokens, EXCHANGE_AUDIENCE, hasManagedIdentity } from './azure.ts'
import { googleLibrary } from './google-library.ts'
import { within } from './issuer.ts'
import { stepError, TokenError } from './trouble.ts'

/** Where tokens are exchanged. */
export interface Exchange {
  /** The method of the Security Token Service. */
  readonly sts: string
  /** Scheme and authority of the IAM Service Account Credentials API. */
  readonly iam: string
}

interface Federation {
  readonly exchange: Exchange
  /** Of one token, in ms; the first half is for that of the managed identity. */
  readonly deadline: number
}

export const GOOGLE: Exchange = {
  sts: 'https://sts.googleapis.com/v1/token',
  iam: 'https://iamcredentials.googleapis.com',
}

/** A provider of a workload identity pool, by the number of its project; `gcloud` prints it so, STS wants the host. */
const PROVIDER =
  /^(?:(?:https:)?\/\/iam\.googleapis\.com\/)?(projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+)$/

const ACCOUNT = /^[^@/\s]+@[^@/\s]+$/

/** Whether a managed identity of Azure is to be exchanged here. A credentials file says how by itself. */
export function isFederatedFromAzure(env: Environment): boolean {
  if (env['GOOGLE_APPLICATION_CREDENTIALS'] || !env['GOOGLE_WORKLOAD_IDENTITY_PROVIDER']) {
    return false
  }
  return hasManagedIdentity(env)
}

/**
 * A client for the scope by workload identity federation: it exchanges a token of the managed identity, made for
 * GOOGLE_WORKLOAD_IDENTITY_AUDIENCE, at the provider GOOGLE_WORKLOAD_IDENTITY_PROVIDER for one of Google’s, and that
 * for one of GOOGLE_SERVICE_ACCOUNT where it is named. Throws TokenError for a setting that cannot be meant.
 * https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export async function federatedClient(
  env: Environment,
  scope: string,
  { exchange: { sts, iam }, deadline }: Federation,
): Promise<IdentityPoolClient> {
  const provider = PROVIDER.exec(env['GOOGLE_WORKLOAD_IDENTITY_PROVIDER'] ?? '')?.[1]
  if (provider === undefined) {
    throw new TokenError(
      'GOOGLE_WORKLOAD_IDENTITY_PROVIDER is not a provider; write projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER',
    )
  }
  const account = env['GOOGLE_SERVICE_ACCOUNT']
  if (account && !ACCOUNT.test(account)) {
    throw new TokenError('GOOGLE_SERVICE_ACCOUNT is not a service account; write its email address')
  }
  const { IdentityPoolClient } = await googleLibrary()
  return new IdentityPoolClient({
    type: 'external_account',
    audience: `//iam.googleapis.com/${provider}`,
    // As in the files of `gcloud iam workload-identity-pools create-cred-config --azure`.
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    subject_token_supplier: { getSubjectToken: subjectTokens(env, deadline / 2) },
    token_url: sts,
    ...(account && {
      service_account_impersonation_url: `${iam}/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
    }),
    scopes: [scope],
  })
}

function subjectTokens(env: Environment, deadline: number): () => Promise<string> {
  const tokens = azureTokens(env)
  const audience = env['GOOGLE_WORKLOAD_IDENTITY_AUDIENCE'] || EXCHANGE_AUDIENCE
  return async () => {
    try {
      const { token } = await within(deadline, (signal) => tokens(audience, signal))
      return token
    } catch (error) {
      throw stepError(error, 'the identity endpoint')
    }
  }
}
