import type { GoogleAuth } from 'google-auth-library'
import type { Trouble } from './trouble.ts'

/** Reading and writing documents, and nothing else: https://developers.google.com/identity/protocols/oauth2/scopes */
const SCOPE = 'https://www.googleapis.com/auth/datastore'

/**
 * Access tokens of the Application Default Credentials (metadata server, workload identity federation, key file), kept
 * until shortly before they expire. The library that knows them is loaded with the first call.
 */
export function tokens(): (project: string) => Promise<string> {
  let auth: GoogleAuth | null = null
  return async (project) => {
    const { GoogleAuth, gcpMetadata } = await import('google-auth-library')
    // Without a project of its own the library would start `gcloud` to ask for one.
    auth ??= new GoogleAuth({ scopes: [SCOPE], projectId: project })
    try {
      const token = await auth.getAccessToken()
      if (typeof token === 'string') return token
      throw new TypeError('The credentials gave no token')
    } catch (error) {
      // It remembers for good that no metadata server answered; a fresh instance may just be without a path yet.
      auth = null
      gcpMetadata.resetIsAvailableCache()
      throw error
    }
  }
}

/** Why there is no token. The library has tried again by itself; what it says is left out, as it may quote credentials. */
export function tokenTrouble(error: unknown): Trouble {
  return {
    problem: 'unreachable',
    status: null,
    says: `there is no token for it (${reasonOf(error)})`,
    remedy:
      'run it with a service account, or name a credentials file in GOOGLE_APPLICATION_CREDENTIALS',
    again: 'never',
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'no answer in time'
  if (/default credentials/i.test(error.message)) return 'no default credentials are found'
  if ('status' in error && typeof error.status === 'number') {
    return `the token endpoint answered with status ${error.status}`
  }
  const cause: unknown = error.cause
  for (const e of [error, cause]) {
    if (e instanceof Error && 'code' in e && typeof e.code === 'string') return e.code
  }
  return 'the credentials cannot be used'
}
