import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { realmOf } from '../address/realm.ts'

const V4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d\.)(?!\w)/g
const V6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi

/** Where the replacements of each kind begin: documentation for public ones (RFC 5737, RFC 3849), else the same range. */
const PUBLIC = ['203.0.113', '198.51.100', '192.0.2']

/** Prefixes that everybody has: they name nobody. */
const COMMON = ['10.0.0.0', '172.16.0.0', '192.168.0.0', '100.64.0.0']

/**
 * Replaces addresses of private networks and of the internet, the same /24 (or /64) by the same, and keeps those that
 * are the same for everybody: loopback, link-local, the platforms' own, Google's VIPs. A private address stays private.
 */
export function addressReplacer(): (text: string) => string {
  const prefixes = new Map<string, string>()
  const of = (prefix: string, make: (n: number) => string): string => {
    const made = prefixes.get(prefix) ?? make([...prefixes.values()].length)
    prefixes.set(prefix, made)
    return made
  }

  const v4 = (address: string): string => {
    const kind = kindOf(address)
    if (kind === null || COMMON.includes(address)) return address
    const [a = '', b = '', c = '', d = ''] = address.split('.')
    const make = kind === 'public' ? publicPrefix : (n: number) => `${privateStart(a)}.${n % 250}`
    return `${of(`${a}.${b}.${c}`, make)}.${d}`
  }
  const v6 = (address: string): string => {
    const kind = kindOf(address)
    if (kind === null) return address
    const network = address.toLowerCase().split(':').slice(0, 4).join(':')
    const start = kind === 'public' ? '2001:db8' : 'fd00:0'
    const prefix = of(network, (n) => `${start}:0:${n.toString(16)}`)
    return `${prefix}::${(address.split(':').at(-1) || '0').toLowerCase()}`
  }
  return (text) => text.replace(V4, v4).replace(V6, v6)
}

function kindOf(address: string): 'private' | 'public' | null {
  if (parseIp(address) === null) return null
  const realm = realmOf(classify(address, EMPTY_BOOK).kind)
  return realm === 'private' || realm === 'public' ? realm : null
}

function publicPrefix(n: number): string {
  return PUBLIC[n] ?? `198.${18 + (Math.floor(n / 250) % 2)}.${n % 250}`
}

/** The first two numbers of what replaces a private address that begins with this one. */
function privateStart(first: string): string {
  return { '172': '172.16', '192': '192.168', '100': '100.64' }[first] ?? '10.0'
}
