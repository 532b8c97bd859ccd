import process from 'node:process'
import type { AuthClient } from 'google-auth-library'
import type { Environment } from '../shared/document/environment.ts'
import {
  type Exchange,
  federatedClient,
  GOOGLE,
  isFederatedFromAzure,
} from './google-federation.ts'
import { googleLibrary } from './google-library.ts'
import { DEADLINE, type Issued, within } from './issuer.ts'
import { stepError } from './trouble.ts'

export interface GoogleOptions {
  /** Where a federation asks. Default: Google’s public hosts. */
  readonly exchange?: Exchange
  /** What one token may take, in ms. */
  readonly deadline?: number
}

/** How long a token is used that says no end of its own, in ms. */
const UNSAID = 5 * 60_000

/**
 * Tokens for a scope, of the identity that this environment offers; kept by the library until shortly before they end.
 *
 * - GOOGLE_APPLICATION_CREDENTIALS: what the file says, a key or a federation.
 * - a managed identity of Azure, and GOOGLE_WORKLOAD_IDENTITY_PROVIDER: federatedClient.
 * - else the rest of the Application Default Credentials: whoever is logged in to gcloud, or the metadata server
 *   (GCE_METADATA_HOST leads to another one).
 *   https://docs.cloud.google.com/docs/authentication/application-default-credentials
 */
export function googleTokens(
  env: Environment,
  { exchange = GOOGLE, deadline = DEADLINE }: GoogleOptions = {},
): (scope: string) => Promise<Issued> {
  const known = new Map<string, Promise<AuthClient>>()
  return async (scope) => {
    const client = known.get(scope) ?? clientOf(env, scope, { exchange, deadline })
    known.set(scope, client)
    try {
      return await within(deadline, () => issue(client))
    } catch (error) {
      // A client waits for good on a request that has no end, and the library remembers for good that no metadata
      // server answered; a fresh instance may just be without a path yet.
      if (known.get(scope) === client) known.delete(scope)
      const { gcpMetadata } = await googleLibrary()
      gcpMetadata.resetIsAvailableCache()
      throw stepError(error, giverIn(error) ?? googleGiver(env))
    }
  }
}

/** Whom googleTokens asks in the end; for messages. */
export function googleGiver(env: Environment): string {
  if (isFederatedFromAzure(env)) return 'Google’s token exchange'
  return env['GOOGLE_APPLICATION_CREDENTIALS'] ? 'the token endpoint' : 'the metadata server'
}

async function clientOf(
  env: Environment,
  scope: string,
  options: Required<GoogleOptions>,
): Promise<AuthClient> {
  if (isFederatedFromAzure(env)) return await federatedClient(env, scope, options)
  seekNoMetadata(env)
  const { GoogleAuth } = await googleLibrary()
  // Without a project of its own the library would start `gcloud` to ask for one.
  const projectId = env['GOOGLE_CLOUD_PROJECT'] ?? 'unknown'
  return await new GoogleAuth({ scopes: [scope], projectId }).getClient()
}

async function issue(given: Promise<AuthClient>): Promise<Issued> {
  const client = await given
  const { token } = await client.getAccessToken()
  if (typeof token !== 'string') throw new TypeError('The credentials gave no token')
  return { token, expiresAt: client.credentials.expiry_date ?? Date.now() + UNSAID }
}

/** Who answered with the error, by the address that it was asked at; null where none did. */
function giverIn(error: unknown): string | null {
  if (!(error instanceof Error && 'config' in error)) return null
  const url = URL.parse(String(Object(error.config).url))
  if (url === null) return null
  return url.pathname.startsWith('/computeMetadata/') ? 'the metadata server' : url.host
}

/**
 * Off Google the library would look for a metadata server at its address and by its name, three seconds long. The BIOS
 * and the variables of Cloud Run tell as much at once.
 * https://github.com/googleapis/google-cloud-node/tree/main/core/packages/gcp-metadata
 */
function seekNoMetadata(env: Environment): void {
  if (env['GCE_METADATA_HOST'] !== undefined || env['GCE_METADATA_IP'] !== undefined) return
  process.env['METADATA_SERVER_DETECTION'] ??= 'bios-only'
}
