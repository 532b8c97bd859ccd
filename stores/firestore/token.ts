import { tokenTrouble as whyNoToken } from '../../identity/trouble.ts'
import type { Trouble } from './trouble.ts'

/** Reading and writing documents, and nothing else: https://developers.google.com/identity/protocols/oauth2/scopes */
const SCOPE = 'https://www.googleapis.com/auth/datastore'

/** What gives Google’s tokens for a scope, and keeps them: googleTokens, where no test takes its place. */
export type Tokens = (scope: string) => Promise<{ readonly token: string }>

/** Access tokens for the database. */
export function databaseTokens(tokens: Tokens): () => Promise<string> {
  return async () => (await tokens(SCOPE)).token
}

/**
 * Why there is no token. The library has tried again by itself; what it says is omitted, as it may quote credentials.
 */
export function tokenTrouble(error: unknown): Trouble {
  return {
    problem: 'unreachable',
    status: null,
    says: `there is no token for it (${whyNoToken(error, 'Google')})`,
    remedy:
      'run it with a service account, name a credentials file in GOOGLE_APPLICATION_CREDENTIALS, or on Azure a provider in GOOGLE_WORKLOAD_IDENTITY_PROVIDER',
    again: 'never',
  }
}
