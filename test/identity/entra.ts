import tls from 'node:tls'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { type Answer, type Endpoint, endpoint } from './endpoint.ts'

export const TENANT = 'ab1f708d-50f6-404c-a006-d71b2ac7a606'

/** Entra on loopback, which this process trusts as long as it is there: its metadata, and `answer` for a token. */
export async function entra(answer: () => Answer | null): Promise<Endpoint> {
  const roots = tls.getCACertificates('default')
  const root = await mintRoot('Entra Test Root')
  const server = await endpoint(
    ({ path, headers }) => {
      if (path.includes('/oauth2/v2.0/token')) return answer()
      const at = `https://${headers.host}/${TENANT}`
      return {
        json: {
          issuer: `${at}/v2.0`,
          authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
          token_endpoint: `${at}/oauth2/v2.0/token`,
          jwks_uri: `${at}/discovery/v2.0/keys`,
        },
      }
    },
    await mintLeaf(root, { names: ['127.0.0.1'] }),
  )
  tls.setDefaultCACertificates([...roots, root.pem])
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      tls.setDefaultCACertificates(roots)
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A token of Entra, good for an hour. */
export function granted(token: string): Answer {
  return { json: { token_type: 'Bearer', expires_in: 3600, access_token: token } }
}
