import { domainToASCII } from 'node:url'
import { parseIp } from '../address/ip.ts'
import type { Complaint } from '../document/problem.ts'

export type HostResult =
  | { readonly host: string; readonly kind: 'ip' | 'name'; readonly complaint: null }
  | { readonly host: null; readonly complaint: Complaint }

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

/**
 * Reads the host of a URL (an IPv6 literal in brackets). Names become lower case ASCII (IDNA, UTS 46), without
 * a final dot; underscores are allowed, since DNS allows them (RFC 2181, section 11). A name that ends in a number is an
 * IPv4 address to URL parsers (WHATWG URL, 3.5), and one that is not plain four-part decimal means different
 * hosts to different programs (RFC 6943): refused.
 */
export function parseHost(text: string): HostResult {
  const literal = /^\[(.*)\]$/.exec(text)?.[1]
  if (literal !== undefined) {
    if (isLinkLocal(literal)) return LINK_LOCAL
    const valid = literal.includes(':') && !literal.includes('%') && parseIp(literal) !== null
    return valid
      ? { host: literal.toLowerCase(), kind: 'ip', complaint: null }
      : refuse(
          'is not a valid IPv6 address',
          'Write the address without a zone, as in https://[fd00::1]/',
        )
  }
  if (parseIp(text) !== null && !text.includes(':')) {
    return { host: text, kind: 'ip', complaint: null }
  }
  return parseName(text)
}

/** fe80::/10 (RFC 4291, 2.5.6). */
function isLinkLocal(literal: string): boolean {
  const [first = 0, second = 0] = parseIp(literal)?.bytes ?? []
  return !/%|^[^:]*$/.test(literal) && first === 0xfe && (second & 0xc0) === 0x80
}

const LINK_LOCAL = refuse(
  'is a link-local IPv6 address, which means another host on each link (RFC 4007)',
  'Write a name, or an address that is routed: [fd00::1] or a global one',
)

function parseName(text: string): HostResult {
  if (text === '') return refuse('has no host', 'Write the host after ://')
  if (text.includes(':')) {
    return refuse('holds a colon in its host', 'Write an IPv6 address in brackets: [fd00::1]')
  }
  const name = domainToASCII(text.replace(/\.$/, '')).toLowerCase()
  const labels = name.split('.')
  if (/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '') || /^[\d.]+$/.test(text)) {
    return refuse(
      'is not a valid IPv4 address',
      'Write four decimal numbers without leading zeros: 10.1.1.1',
    )
  }
  if (name === '' || name.length > 253 || !labels.every((label) => LABEL.test(label))) {
    return refuse(
      'has no valid host name',
      'Use letters, digits, hyphens and underscores, in labels of at most 63 characters',
    )
  }
  return { host: name, kind: 'name', complaint: null }
}

function refuse(message: string, remedy: string): HostResult {
  return { host: null, complaint: { message, remedy } }
}
