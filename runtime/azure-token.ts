import type { TokenCredential } from '@azure/identity'
import { credentialOf } from '../stores/azure-tables/credential.ts'
import type { Issuer } from './tokens.ts'

/** Tokens for a resource, of the identity that the environment offers. */
export function azureToken(env: Readonly<Record<string, string | undefined>>): Issuer {
  let credential: Promise<TokenCredential> | null = null
  return async (resource, abortSignal) => {
    credential ??= credentialOf(env)
    const scope = resource.endsWith('/.default')
      ? resource
      : `${resource.replace(/\/$/, '')}/.default`
    const issued = await (await credential).getToken(scope, { abortSignal })
    if (issued === null) throw new TypeError('The identity gave no token')
    return { token: issued.token, expiresAt: issued.expiresOnTimestamp }
  }
}
