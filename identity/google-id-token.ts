import { googleLibrary } from './google-library.ts'
import { DEADLINE, within } from './issuer.ts'
import { stepError } from './trouble.ts'

/**
 * ID tokens of the service account that this instance runs as, by Google’s metadata server; it keeps them itself.
 * https://docs.cloud.google.com/run/docs/securing/service-identity
 */
export function idTokens(audience: string, deadline = DEADLINE / 2): () => Promise<string> {
  return async () => {
    const { Compute } = await googleLibrary()
    try {
      // On Cloud Run the library would wait without an end.
      return await within(deadline, () => new Compute().fetchIdToken(audience))
    } catch (error) {
      throw stepError(error, 'the metadata server')
    }
  }
}
