import { domainToASCII } from 'node:url'
import { contains, isCidr } from '../address/cidr.ts'
import { parseIp } from '../address/ip.ts'

const LOOPBACK = ['127.0.0.0/8', '::1/128']

/**
 * The entry by which a host is reached without the proxy (`loopback` for what needs none), or null. By the
 * rules of bypassesProxy().
 */
export function exemptingEntry(
  to: { readonly host: string; readonly port: number },
  noProxy: readonly string[],
): string | null {
  if (to.host === 'localhost') return 'loopback'
  if (parseIp(to.host) !== null && LOOPBACK.some((c) => contains(c, to.host))) return 'loopback'
  return noProxy.find((entry) => entry === '*' || matches(entry, to)) ?? null
}

/**
 * Whether a host is reached without the proxy, by the rules of Go's golang.org/x/net/http/httpproxy. Of the
 * three dialects in use (curl, Go, Python) it is the only one that has all of: CIDR, host:port, IPv6, and a
 * difference between `example.com` (the domain and all below it) and `.example.com` (only what is below it).
 * Loopback and localhost never take a proxy.
 */
export function bypassesProxy(
  to: { readonly host: string; readonly port: number },
  noProxy: readonly string[],
): boolean {
  return exemptingEntry(to, noProxy) !== null
}

/** The entries of a NO_PROXY list. Commas, semicolons (Windows), bars (Java) and spaces part them; a final dot is ignored, as are empty entries. */
export function splitNoProxy(text: string): string[] {
  return partsOfNoProxy(text).map((entry) => entry.toLowerCase())
}

/** The same, as written. */
export function partsOfNoProxy(text: string): string[] {
  return text
    .split(/[,;|\s]+/)
    .map((entry) => entry.replace(/(?<=[^.])\.$/, ''))
    .filter((entry) => entry !== '')
}

function matches(entry: string, to: { readonly host: string; readonly port: number }): boolean {
  // Windows: every name without a dot.
  if (entry === '<local>') return !to.host.includes('.') && parseIp(to.host) === null
  if (entry.includes('/')) return isCidr(entry) && contains(entry, to.host)
  const { host, port } = splitPort(entry)
  if (port !== null && port !== String(to.port)) return false
  return parseIp(host) === null ? matchesName(host, to.host) : contains(host, to.host)
}

/** `[::1]:443`, `::1`, `host:443`, `host`. */
function splitPort(entry: string): { host: string; port: string | null } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(entry)
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? null }
  const [, host, port] = /^([^:]*):([^:]*)$/.exec(entry) ?? []
  return host === undefined || port === undefined ? { host: entry, port: null } : { host, port }
}

function matchesName(pattern: string, host: string): boolean {
  const suffix = pattern.startsWith('*.') ? pattern.slice(1) : pattern
  const ascii = (suffix.startsWith('.') ? '.' : '') + domainToASCII(suffix.replace(/^\./, ''))
  if (ascii === '' || ascii === '.') return false
  return ascii.startsWith('.') ? host.endsWith(ascii) : host === ascii || host.endsWith(`.${ascii}`)
}
