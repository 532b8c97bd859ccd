import { parsePort } from '../address/authority.ts'
import { isCidr } from '../address/cidr.ts'
import { parseIp } from '../address/ip.ts'
import type { Complaint } from '../document/problem.ts'
import { parseHost } from '../target/host.ts'

/** https://learn.microsoft.com/azure/azure-arc/servers/manage-agent, "Proxy bypass for private endpoints". */
const ARC_WORDS = ['AAD', 'ARM', 'AMA', 'Arc', 'ArcData']

const FORMS = 'Write a host, .domain, host:port, address or CIDR'

/**
 * What is wrong with an entry of a NO_PROXY list that can match no host, in the order of what is recognised;
 * null for one that works. The remedy holds the spelling that works, where one follows from the entry.
 */
export function noProxyComplaint(entry: string): Complaint | null {
  if (entry === '*' || entry.toLowerCase() === '<local>' || isCidr(entry)) return null
  return (
    byNotation(entry) ?? byPattern(entry) ?? (entry.includes('/') ? badPrefix() : byHost(entry))
  )
}

function byNotation(entry: string): Complaint | null {
  if (/["'`]/.test(entry)) {
    const bare = entry.replaceAll(/["'`]/g, '')
    return { message: 'holds quotes, which are taken as part of the name', remedy: spelled(bare) }
  }
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@)?([^/@]*)/i.exec(entry)?.[1]
  if (host !== undefined) {
    return { message: 'is a URL, and entries are hosts', remedy: spelled(host) }
  }
  if (ARC_WORDS.includes(entry)) {
    return {
      message: 'is a word of the Azure Arc agent’s proxy.bypass, and no host',
      remedy: 'Write the hosts themselves; the word belongs to azcmagent config set proxy.bypass',
    }
  }
  if (entry.startsWith('~')) {
    return { message: 'is a regular expression, which no list of this kind takes', remedy: FORMS }
  }
  return null
}

function byPattern(entry: string): Complaint | null {
  const octets = /^(\d{1,3}(?:\.\d{1,3}){0,2})(?:\.\*)*\.?$/.exec(entry)?.[1]?.split('.')
  if (octets !== undefined) {
    const cidr = `${[...octets, '0', '0', '0'].slice(0, 4).join('.')}/${octets.length * 8}`
    const message = 'is a part of an address, which matches nothing'
    return { message, remedy: isCidr(cidr) ? spelled(cidr) : FORMS }
  }
  if (!entry.replace(/^\*\./, '').includes('*')) return null
  const rest = entry.slice(entry.lastIndexOf('*') + 1)
  const leading = entry === `*${rest}`
  const domain = leading ? rest : rest.replace(/^[^.]*/, '')
  const remedy = domain.slice(1).includes('.')
    ? `${spelled(domain)}, or each host by its name`
    : FORMS
  return { message: 'has a * elsewhere than in a leading *., where it matches nothing', remedy }
}

function badPrefix(): Complaint {
  return { message: 'is not a valid address prefix', remedy: FORMS }
}

/** `[::1]:443`, `::1`, `host:443`, `.domain`. */
function byHost(entry: string): Complaint | null {
  if (parseIp(entry) !== null) return null
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(entry) ?? []
  if (port !== undefined && parsePort(port) === null) {
    return { message: 'has no valid port', remedy: 'Write a port from 1 to 65535, or none' }
  }
  const host = bracketed === undefined ? plain : `[${bracketed}]`
  const name = (host ?? '').replace(/^(\*\.|\.)/, '')
  const read = parseHost(name)
  if (read.complaint !== null) {
    return { message: 'is no host, domain or address that could match', remedy: FORMS }
  }
  if (read.kind === 'name' || name === host) return null
  return { message: 'is an address behind a dot, which matches nothing', remedy: spelled(name) }
}

function spelled(entry: string): string {
  return entry === '' || noProxyComplaint(entry) !== null ? FORMS : `Write ${entry}`
}
