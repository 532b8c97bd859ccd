import type { Near } from '../cases/case.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, secures, works } from '../path-pieces.ts'

const A = '20.2.2.2'
const SIX = '2606:4700::2'
const RESTRICTED = { expect: { resolution: 'google-restricted' } } as const
const BLOCKED = { expect: { reachability: 'blocked' } } as const
const URL = 'https://app.example'

const bySix = (address: string) => [
  check(URL, {}, resolves([A, SIX]), works(A), opens(SIX, { fails: 'network_unreachable' })),
  check(`tcp://[${address}]:8080`, {}, opens(address)),
]
const cutBeside = (other: Parameters<typeof secures>[1]) => [
  check(URL, {}, resolves([A]), opens(A), secures(A, { fails: 'connection_reset', phase: 'sent' })),
  check('https://other.test', {}, resolves([A]), opens(A), secures(A, other)),
]
const google = (host: string, address: string) =>
  check(`https://${host}.googleapis.com`, RESTRICTED, resolves([address]), works(address))

/** What other targets of a sweep show of one, on both sides of where they show something. */
export const SWEEPS_NEAR: readonly Near[] = [
  ...[79, 80, 81, 443, 444, 8080, 8081].map((port) => ({
    name: `a port that must be blocked accepts: ${port}`,
    evidence: sweep([
      check(`tcp://app.example:${port}`, BLOCKED, resolves([A]), opens(A)),
      control(),
    ]),
  })),
  { name: 'IPv6 works elsewhere', evidence: sweep(bySix('2606:4700::9')) },
  { name: 'IPv6 works on this host alone', evidence: sweep(bySix('::1')) },
  { name: 'another name passes at the address', evidence: sweep(cutBeside({})) },
  {
    name: 'another name is cut at the address',
    evidence: sweep(cutBeside({ fails: 'connection_reset', phase: 'sent' })),
  },
  {
    name: 'another name ends at the address before its hello',
    evidence: sweep(cutBeside({ fails: 'connection_reset', phase: 'before-hello' })),
  },
  {
    name: 'the first name of a domain stands for it',
    evidence: sweep([
      google('storage', '199.36.153.5'),
      google('pubsub', '199.36.153.9'),
      google('bigquery', '142.250.1.1'),
    ]),
  },
  ...[0, 4000, 6000].map((warmUp) => ({
    name: `silence that ended at 5 s, warm-up until ${warmUp / 1000} s`,
    evidence: {
      ...sweep([
        check(URL, {}, resolves([A]), opens(A, { fails: 'generic_timeout_error', took: 5000 })),
        check('https://later.test', {}, resolves([A]), works(A)),
      ]),
      warmUp,
    },
  })),
]
