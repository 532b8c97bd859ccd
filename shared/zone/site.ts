import { parseIp } from '../address/ip.ts'

/** Second labels that registries sell names below, in countries whose own label has two letters. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|gob|gov|gouv|go|ne|net|or|org)$/

/** The registrable part of a name: its last two labels, or three below `co.uk` and the like; an address is itself. */
export function siteOf(host: string): string {
  if (parseIp(host) !== null) return host
  const labels = host.toLowerCase().split('.')
  const [second = '', last = ''] = labels.slice(-2)
  const country = last.length === 2 && SECOND_LEVEL.test(second)
  return labels.slice(country ? -3 : -2).join('.')
}

/** Whether a host is one of these names, or below one of them. */
export function isBelow(host: string, names: readonly string[]): boolean {
  return names.some((name) => host.endsWith(name) && (host.at(-name.length - 1) ?? '.') === '.')
}
