import { canonicalIp, parseIp } from '../address/ip.ts'
import { parseHost } from '../target/host.ts'

/** Whether a pattern of `onDemand.allow` admits a host and port. Host and pattern are in lower case, IPv6 bare. */
function admits(pattern: string, host: string, port: number): boolean {
  const { name, port: wanted } = partsOf(pattern.toLowerCase())
  return (wanted === '*' || Number(wanted) === port) && hostMatches(name, host)
}

function partsOf(pattern: string) {
  const [, name = '', port = '*'] = /^(.*?)(?::(\d+|\*))?$/.exec(pattern) ?? []
  return { name, port }
}

function hostMatches(pattern: string, host: string): boolean {
  // An address is admitted by its own name only: `*` is for names, whose addresses are checked when they are known.
  if (parseIp(host) !== null)
    return canonicalIp(pattern.replace(/^\[(.*)\]$/, '$1')) === canonicalIp(host)
  if (pattern === '*') return true
  if (!pattern.startsWith('*.')) return pattern === host
  return host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
}

/** Whether one of `onDemand.allow` admits a host (as parseHost gives it) and port. */
export function isAllowed(allow: readonly string[], host: string, port: number): boolean {
  return allow.some((pattern) => admits(pattern, host, port))
}

/** The addresses that `onDemand.allow` names as such: connecting to them was asked for, whatever they are. */
export function allowedAddresses(
  allow: readonly string[],
): readonly { readonly address: string; readonly port: number | null }[] {
  return allow.flatMap((pattern) => {
    const { name, port } = partsOf(pattern)
    const { host, complaint } = parseHost(name)
    if (complaint !== null || parseIp(host) === null) return []
    return [{ address: canonicalIp(host), port: port === '*' ? null : Number(port) }]
  })
}
