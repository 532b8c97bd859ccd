import type { Candidate, Mechanism } from './candidate.ts'
import type { Traits } from './traits.ts'
import { some } from './words.ts'

const LONG_LIST = 8

/** Tunnels that a proxy refuses: all of them, or those that are not on its list. */
export const PROXY_REFUSALS: Mechanism = {
  codes: ['proxy-denied'],
  candidates: (failing) =>
    [...new Set(failing.map(({ path }) => path))].flatMap((proxy) => [
      everyTunnel(proxy),
      someTunnels(proxy, failing),
    ]),
}

function everyTunnel(proxy: string): Candidate {
  return {
    subject: proxy,
    scope: [{ dimension: 'proxy', values: [proxy] }],
    covers: ({ path }) => path === proxy,
    refutedBy: ({ path, tunnelled }) => path === proxy && tunnelled,
    contrastedBy: ({ path, spoke }) => path !== proxy && spoke,
    tell: (covered) => ({
      statement: `The proxy ${proxy} refuses all ${covered.length} tunnels that were asked of it`,
      cause: 'the proxy does not allow this source, or its list holds none of these names',
      fix: 'Ask for this source address and these names in the proxy’s allow-list',
    }),
  }
}

function someTunnels(proxy: string, failing: readonly Traits[]): Candidate {
  const refused = failing.filter(({ path }) => path === proxy)
  const ids = new Set(refused.map(({ id }) => id))
  return {
    subject: `${proxy}, names without a rule`,
    scope: [
      { dimension: 'proxy', values: [proxy] },
      { dimension: 'server-name', values: [...new Set(refused.map(({ host }) => host))] },
    ],
    covers: ({ id }) => ids.has(id),
    refutedBy: () => false,
    contrastedBy: ({ path, tunnelled }) => path === proxy && tunnelled,
    tell: (covered, passing) => ({
      statement: `The proxy ${proxy} refuses ${covered.length} names and opens ${passing} tunnels: ${some(covered.map(({ host }) => host))} are refused`,
      cause: 'these names are not on the proxy’s allow-list',
      fix: `Add these names to the proxy’s allow-list: ${some(
        covered.map(({ host }) => host),
        LONG_LIST,
      )}; \`perimeter rules --for squid --missing\` prints them all`,
    }),
  }
}
