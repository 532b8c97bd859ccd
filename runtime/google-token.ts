import process from 'node:process'
import type { GoogleAuth } from 'google-auth-library'
import type { Issuer } from './tokens.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How long a token is used that says no end of its own, in ms. */
const UNSAID = 5 * 60_000

/**
 * Tokens of the Application Default Credentials for a scope: a key file, whoever is logged in to gcloud, or the metadata
 * server (GCE_METADATA_HOST leads to another one).
 * https://docs.cloud.google.com/docs/authentication/application-default-credentials
 */
export function googleToken(env: Environment): Issuer {
  const known = new Map<string, GoogleAuth>()
  return async (scope) => {
    seekNoMetadata(env)
    const { GoogleAuth, gcpMetadata } = await import('google-auth-library')
    // Without a project of its own the library would start `gcloud` to ask for one.
    const projectId = env['GOOGLE_CLOUD_PROJECT'] ?? 'unknown'
    const auth = known.get(scope) ?? new GoogleAuth({ scopes: [scope], projectId })
    known.set(scope, auth)
    try {
      const client = await auth.getClient()
      const { token } = await client.getAccessToken()
      if (typeof token !== 'string') throw new TypeError('The credentials gave no token')
      return { token, expiresAt: client.credentials.expiry_date ?? Date.now() + UNSAID }
    } catch (error) {
      // It remembers for good that no metadata server answered; a fresh instance may just be without a path yet.
      known.delete(scope)
      gcpMetadata.resetIsAvailableCache()
      throw error
    }
  }
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
