import process from 'node:process'
import { parseProxyUrl } from '../shared/config/proxy-url.ts'

/** What the libraries of Azure, Google and undici read, in either case. */
const NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy']

/**
 * Writes the proxies of the process’s environment as URLs. One without a scheme is an http one for us, as for curl and
 * Go (shared/config/proxy.ts); the libraries that read the same variables throw, or send elsewhere. Gives what is wrong
 * with one that is no proxy all the same, without its value; null when all can be used.
 */
export function spellProxies(): string | null {
  for (const name of [...NAMES, 'ALL_PROXY', 'all_proxy']) {
    const value = process.env[name]?.trim()
    if (value && !value.includes('://')) process.env[name] = `http://${value}`
  }
  for (const name of NAMES) {
    const value = process.env[name]?.trim()
    const complaint = value ? parseProxyUrl(value).complaint : null
    if (complaint !== null) return `${name} ${complaint.message}; ${complaint.remedy}`
  }
  return null
}
