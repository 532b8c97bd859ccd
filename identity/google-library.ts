import process from 'node:process'
import { spellProxies } from './proxies.ts'

/** https://docs.cloud.google.com/compute/docs/metadata/overview, the name also as the library writes it. */
const METADATA = ['169.254.169.254', 'metadata.google.internal', 'metadata.google.internal.']

/**
 * Google’s library, loaded when it is first needed. It would ask the metadata server through HTTPS_PROXY, which leads
 * to no token or to that of another machine.
 */
export async function googleLibrary() {
  spellProxies()
  const library = await import('google-auth-library')
  library.gaxios.instance.defaults.noProxy = [...METADATA, ...movedTo()]
  return library
}

/** Where else the metadata server is, by the variables that the library reads. */
function movedTo(): readonly string[] {
  const host = process.env['GCE_METADATA_IP'] || process.env['GCE_METADATA_HOST']
  const url = host ? URL.parse(`http://${host.replace(/^https?:\/\//, '')}`) : null
  return url === null ? [] : [url.hostname]
}
