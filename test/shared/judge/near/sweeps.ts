import type { Near } from '../cases/case.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves, unresolved } from '../name-pieces.ts'
import { opens, replies, secures, works } from '../path-pieces.ts'

const [A, OTHER] = ['20.2.2.2', '20.2.2.9']
const SILENT = { fails: 'generic_timeout_error', took: 5000 } as const
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
    name: 'another name shows a foreign certificate at the address',
    evidence: sweep(cutBeside({ fails: 'ssl_unknown_authority' })),
  },
  {
    name: 'another name passes at the address, and a small hello of this one does',
    evidence: sweep([
      check(URL, {}, resolves([A]), opens(A), [
        secures(A, { fails: 'connection_reset', phase: 'sent' }),
        secures(A, { hello: 'small' }),
      ]),
      check('https://other.test', {}, resolves([A]), works(A)),
    ]),
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
  {
    name: 'silence that must be, after a path was open, in the warm-up',
    evidence: {
      ...sweep([
        check(
          URL,
          BLOCKED,
          resolves([A]),
          opens(A, { fails: 'generic_timeout_error', at: 1000, took: 5000 }),
        ),
        check('https://later.test', {}, resolves(['20.3.3.3']), [
          opens('20.3.3.3'),
          secures('20.3.3.3', { at: 20, took: 4000 }),
          replies('20.3.3.3', 200, { at: 4020, took: 3000 }),
        ]),
      ]),
      warmUp: 9000,
    },
  },
  ...[443, 8443].map((port) => ({
    name: `this name is cut at an address, and passes at port ${port} of another`,
    evidence: sweep([
      check(URL, {}, resolves([A]), opens(A), [
        secures(A, { fails: 'connection_reset', phase: 'sent' }),
      ]),
      check(`${URL}:${port}`, { host: 'app.example', port }, resolves([OTHER]), works(OTHER)),
      check('https://other.test', {}, resolves([A]), works(A)),
    ]),
  })),
  {
    name: 'this name is cut at one port of an address, and passes at another',
    evidence: sweep([
      check(URL, {}, resolves([A]), opens(A), [
        secures(A, { fails: 'connection_reset', phase: 'sent' }),
      ]),
      check('https://app.example:8443', {}, resolves([A]), works(A)),
      check('https://other.test', {}, resolves([A]), works(A)),
    ]),
  },
  {
    name: 'silence in the warm-up, and later of another target, at an address that opens',
    evidence: {
      ...sweep([
        check(URL, {}, resolves([A]), opens(A, { ...SILENT, took: 2000 })),
        check('https://other.test', {}, resolves([A]), opens(A, { ...SILENT, took: 6000 })),
        check('https://third.test', {}, resolves([A]), works(A)),
      ]),
      warmUp: 3000,
    },
  },
  {
    name: 'silence at an address that opens, and then a fault of the probe',
    evidence: sweep([
      check(URL, {}, resolves([A]), [
        opens(A, SILENT),
        opens(A, { fails: 'permission_denied', attempt: 2 }),
      ]),
      check('https://other.test', {}, resolves([A]), works(A)),
    ]),
  },
  ...[
    ['storage.googleapis.com 199.36.153.5', 'a.pkg.dev 199.36.153.9'],
    ['a.pkg.dev 199.36.153.9', 'storage.googleapis.com 199.36.153.5'],
    ['a.pkg.dev 199.36.153.9'],
  ].flatMap((led) =>
    [['142.250.1.1'], ['142.250.1.1', '10.1.1.1'], []].map((answer) => ({
      name: `gcr.io leads to ${answer.join(' and ') || 'nothing'}, beside ${led.join(' and ')}`,
      evidence: sweep([
        check(
          'https://gcr.io',
          RESTRICTED,
          answer.length === 0
            ? unresolved('dns_nxdomain_error')
            : [resolves(answer), works('142.250.1.1')].flat(),
        ),
        ...led.map((line) => {
          const [host = '', address = ''] = line.split(' ')
          return check(`https://${host}`, {}, resolves([address]), works(address))
        }),
      ]),
    })),
  ),
]
