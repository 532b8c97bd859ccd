import { BlockList } from 'node:net'
import path from 'node:path'
import type { Report, TargetResult } from '../../../shared/model/report.ts'

/**
 * The ids of the targets that one of the selectors picks, by what a sweep of the healthy estate saw. A selector is a
 * row of words that must all hold, `!` before those that must not: a pattern of the host (`*.vault.azure.net`), a
 * prefix of its addresses (`10.50.16.0/24`, `20.0.0.0/8`), a port (`:443`), `private`, `public`, `direct`, `proxied`.
 */
export function hitBy(selectors: readonly string[], { results }: Report): ReadonlySet<string> {
  const hit = results.filter((result) =>
    selectors.some((selector) => selector.split(/\s+/).every((word) => holds(word, result))),
  )
  return new Set(hit.map(({ target }) => target.id))
}

function holds(word: string, result: TargetResult): boolean {
  if (word.startsWith('!')) return !holds(word.slice(1), result)
  const url = new URL(result.target.url)
  if (word.startsWith(':')) return portOf(url) === word.slice(1)
  if (word.includes('/')) return within(word, result)
  switch (word) {
    case 'direct':
      return result.path.via === null
    case 'proxied':
      return result.path.via !== null
    case 'private':
      return result.path.via === null && within('10.0.0.0/8', result)
    case 'public':
      return result.path.via === null && !within('10.0.0.0/8', result)
    default:
      return path.matchesGlob(url.hostname, word)
  }
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === 'http:' ? '80' : '443')
}

function within(prefix: string, { addresses }: TargetResult): boolean {
  const [network = '', bits] = prefix.split('/')
  const list = new BlockList()
  list.addSubnet(network, Number(bits), network.includes(':') ? 'ipv6' : 'ipv4')
  return addresses.some((one) => list.check(one, one.includes(':') ? 'ipv6' : 'ipv4'))
}
