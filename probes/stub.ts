import { readFileSync } from 'node:fs'
import type { Stub } from './context.ts'

/** glibc: RES_TIMEOUT, RES_DFLRETRY and their upper bounds, in seconds and rounds (resolv.conf(5)). */
const TIMEOUT = { usual: 5, most: 30 } as const
const ATTEMPTS = { usual: 2, most: 5 } as const
/** More domains than a search list may hold by the older glibc would only cost time. */
const MOST_DOMAINS = 6

/** Reads what the C library reads from resolv.conf; null where there is no such file (Windows). */
export function systemStub(file = '/etc/resolv.conf'): Stub | null {
  try {
    return parseResolvConf(readFileSync(file, 'utf8').slice(0, 64 * 1024))
  } catch {
    return null
  }
}

/** The options and the search list of a resolv.conf. The last `search` or `domain` line wins; options add up. */
export function parseResolvConf(text: string): Stub {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/))
  const options = lines.flatMap(([key, ...rest]) => (key === 'options' ? rest : []))
  const list = lines.findLast(([key]) => key === 'search' || key === 'domain')
  const domains = (list ?? []).slice(1).map((domain) => domain.toLowerCase().replace(/\.$/, ''))
  return {
    timeout: 1000 * option(options, 'timeout', TIMEOUT),
    attempts: option(options, 'attempts', ATTEMPTS),
    search: domains.filter((domain) => domain !== '').slice(0, MOST_DOMAINS),
  }
}

function option(
  options: readonly string[],
  name: string,
  { usual, most }: { readonly usual: number; readonly most: number },
): number {
  const said = options.findLast((o) => o.startsWith(`${name}:`))?.slice(name.length + 1)
  const value = said !== undefined && /^\d{1,6}$/.test(said) ? Number(said) : usual
  return Math.min(Math.max(1, value), most)
}

/** glibc takes no more servers than this (MAXNS). */
const MOST_SERVERS = 3

/**
 * How long getaddrinfo may take until it has asked all servers as often as it will, in ms: so long it must be
 * waited for, or its answer after one dead server would never be seen.
 */
export function patience({ timeout, attempts }: Stub, servers: number): number {
  return timeout * attempts * Math.min(Math.max(1, servers), MOST_SERVERS) + 1000
}
