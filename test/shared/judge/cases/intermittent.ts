import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, PROXY_ADDRESS, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const B = '20.2.2.3'
const IN = '10.1.0.5'
const VIP = '199.36.153.4'
const BLOB = 'https://st.blob.core.windows.net'
const CHAIN = { chain: ['st.privatelink.blob.core.windows.net'] }
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const lost = (url: string, at = A) => check(url, {}, resolves([at]), opens(at, silent))
const found = (url: string, at = A) => check(url, {}, resolves([at]), works(at))
/** The first try is lost, the second gets through. */
const mended = (url: string, at = A) =>
  check(url, {}, resolves([at]), opens(at, silent), [
    opens(at, { attempt: 2 }),
    secures(at, { attempt: 2 }),
    replies(at, 200, { attempt: 2 }),
  ])
/** The same at so many public addresses, with targets elsewhere that lose nothing. */
const mendedAt = (addresses: number, well: number) =>
  sweep([
    ...Array.from({ length: addresses }, (_, i) => mended(`https://m${i}.example`, `20.7.0.${i}`)),
    ...Array.from({ length: well }, (_, i) => found(`https://w${i}.example`, `20.8.0.${i}`)),
  ])
/** The first hello is cut, the second gets through. */
const cutOnce = (url: string) =>
  check(url, {}, resolves([A]), [
    opens(A),
    secures(A, { phase: 'sent', ...silent }),
    opens(A, { attempt: 2 }),
    secures(A, { attempt: 2 }),
    replies(A, 200, { attempt: 2 }),
  ])
const azure = { cloud: 'azure', facts: {} } as const
const gcp = { cloud: 'gcp', facts: {} } as const

/** An address that answers in part, and one of which another port answers. */
export const INTERMITTENT_CASES: readonly Case[] = [
  {
    ...yields(
      'tcp-intermittent',
      'lost here, found by two other targets at the same address',
      sweep([lost(URL), found(`${URL}/orders`), found('https://b.example')]),
      {
        severity: 'fail',
        subject: A,
        says: ['1 of 3 connections to 20.2.2.2 port 443 got no answer', 'b.example', 'SNAT'],
        never: ['dropped', 'security group'],
      },
    ),
    vantage: azure,
  },
  {
    ...yields(
      'tcp-intermittent',
      'in Google Cloud the ports are those of Cloud NAT',
      sweep([lost(URL), found('https://b.example')]),
      { severity: 'fail', says: ['Cloud NAT', 'OUT_OF_RESOURCES'], never: ['SNAT', 'Azure'] },
    ),
    vantage: gcp,
  },
  yields(
    'tcp-intermittent',
    'a private address has no address translation on the way',
    sweep([lost('https://app.corp', IN), found('https://b.corp', IN)]),
    { severity: 'fail', says: ['limit of connections'], never: ['SNAT', 'NAT'] },
  ),
  yields(
    'tcp-intermittent',
    'a private endpoint that answers at other times is neither gone nor without a path',
    sweep([
      check(BLOB, {}, resolves([IN], CHAIN), opens(IN, silent)),
      check(`${BLOB}/x`, {}, resolves([IN], CHAIN), works(IN)),
    ]),
    { severity: 'fail', never: ['peer', 'record', 'deleted'] },
  ),
  yields(
    'tcp-intermittent',
    'refused at times: a backend, not a port of address translation',
    sweep([
      check(URL, {}, resolves([A]), opens(A, { fails: 'connection_refused' })),
      found('https://b.example'),
    ]),
    { severity: 'fail', says: ['was refused', 'backends'], never: ['SNAT', 'nothing listens'] },
  ),
  yields(
    'tcp-intermittent',
    'cut after the hello at one time and not at another, for one name',
    sweep([
      check(URL, {}, resolves([A]), opens(A), secures(A, { phase: 'sent', ...silent })),
      found(`${URL}/orders`),
    ]),
    { severity: 'fail', says: ['1 of 2 connections', 'was lost'], never: ['server name'] },
  ),
  yields(
    'tcp-intermittent',
    'another address of the name helps',
    sweep([
      check(URL, {}, resolves([A, B]), opens(A, silent), works(B)),
      found('https://b.example', A),
    ]),
    { severity: 'warn', says: ['1 of 2 connections to 20.2.2.2'] },
  ),
  yields(
    'tcp-intermittent',
    'retries mend it, and it happens to half of the targets',
    sweep([mended(URL), mended(`${URL}/a`), mended(`${URL}/b`), found(`${URL}/c`)]),
    { severity: 'warn', says: ['3 of 7 connections'] },
  ),
  yields(
    'tcp-intermittent',
    'the first hello of each is cut, and the second is not',
    sweep([cutOnce(URL), cutOnce(`${URL}/a`), cutOnce(`${URL}/b`), found(`${URL}/c`)]),
    { severity: 'warn', says: ['3 of 7 connections'] },
  ),
  yields('tcp-intermittent', 'retries mend it, once at each of several addresses', mendedAt(3, 5), {
    severity: 'warn',
    subject: '20.7.0.0',
    says: ['1 of 2 connections to 20.7.0.0'],
  }),
  spares('tcp-intermittent', 'once at two addresses', mendedAt(2, 0)),
  spares('tcp-intermittent', 'at several of many addresses', mendedAt(3, 10)),
  spares(
    'tcp-intermittent',
    'at several addresses, of which two are private',
    sweep([
      mended(URL),
      ...['10.1.0.5', '10.1.0.6'].map((at, i) => mended(`https://p${i}.corp.example`, at)),
    ]),
  ),
  spares(
    'tcp-intermittent',
    'at several addresses of which another port opens, and this one never does',
    sweep([
      mended(URL),
      ...[B, '20.2.2.4'].flatMap((at, i) => [
        check(`tcp://q${i}.example:5671`, {}, resolves([at]), opens(at, silent)),
        found(`https://q${i}.example`, at),
      ]),
    ]),
  ),
  spares(
    'tcp-intermittent',
    'one lost packet that a retry mended',
    sweep([mended(URL), found(`${URL}/a`), found(`${URL}/b`)]),
  ),
  spares('tcp-intermittent', 'all are lost', sweep([lost(URL), lost(`${URL}/a`), control()])),
  spares(
    'tcp-intermittent',
    'the same address at another port',
    sweep([lost(URL), check('tcp://app.example:5432', {}, resolves([A]), opens(A))]),
  ),
  spares(
    'tcp-intermittent',
    'the name decides at one address',
    sweep([
      check(URL, {}, resolves([A]), opens(A), secures(A, { phase: 'sent', ...silent })),
      found('https://b.example'),
    ]),
  ),
  spares(
    'tcp-intermittent',
    'the probe itself could not begin',
    sweep([
      check(URL, {}, resolves([A]), opens(A, { fails: 'probe_fault', raw: 'EMFILE' })),
      found('https://b.example'),
    ]),
  ),
  spares('tcp-dropped', 'answered for another target', sweep([lost(URL), found(`${URL}/orders`)])),
  spares(
    'tcp-some-addresses-fail',
    'the address that fails answers another target',
    sweep([
      check(URL, {}, resolves([A, B]), opens(A, silent), works(B)),
      found('https://b.example'),
    ]),
  ),
  spares(
    'tls-blocked-by-name',
    'the same name passes at the same address',
    sweep([
      check(URL, {}, resolves([A]), opens(A), secures(A, { phase: 'sent', ...silent })),
      found(`${URL}/orders`),
    ]),
  ),
  spares(
    'blocked-as-wanted',
    'silent here, and the same address answers another target',
    sweep([
      check(URL, { expect: { reachability: 'blocked' } }, resolves([A]), opens(A, silent)),
      found('https://b.example'),
    ]),
  ),
  yields(
    'tcp-dropped',
    'another port of the same address answers: neither route nor peering',
    sweep([
      lost('https://db.corp:8443', IN),
      check('tcp://db.corp:5432', {}, resolves([IN]), opens(IN)),
    ]),
    {
      severity: 'fail',
      says: ['accepts connections on port 5432', 'TCP 8443'],
      never: ['peer', 'route'],
    },
  ),
  yields(
    'private-endpoint-not-answering',
    'another port of the endpoint answers',
    sweep([
      check('tcp://st.blob.core.windows.net:445', {}, resolves([IN], CHAIN), opens(IN, silent)),
      check(BLOB, {}, resolves([IN], CHAIN), works(IN)),
    ]),
    { severity: 'fail', says: ['port 443'], never: ['peer', 'deleted', 'approved'] },
  ),
  yields(
    'private-endpoint-not-answering',
    'one of Google’s: no approval, no security group',
    sweep([
      check(
        'https://storage.googleapis.com',
        { expect: { resolution: 'private' } },
        resolves([IN]),
        opens(IN, silent),
      ),
      control(),
    ]),
    { severity: 'fail', says: ['forwarding rule'], never: ['approved', 'security group', 'peer'] },
  ),
  yields(
    'tcp-dropped',
    'a Google VIP: its route, in its own words; a public address proves nothing',
    sweep([lost('https://storage.googleapis.com', VIP), control()]),
    {
      severity: 'fail',
      says: ['199.36.153.4/30', 'default-internet-gateway', 'no restricted VIP address'],
      never: ['security group', 'control.example'],
    },
  ),
  spares(
    'proxy-cannot-reach-target',
    'the proxy itself is lost in part',
    sweep([
      check(URL, VIA_PROXY, opens(PROXY_ADDRESS, { ...silent, peer: 'proxy', port: 3128 })),
      check('https://b.example', VIA_PROXY, tunnels(), secures('b.example'), replies('b', 200)),
    ]),
  ),
  yields(
    'proxy-unreachable',
    'the proxy accepts other connections: the count is said',
    sweep([
      check(URL, VIA_PROXY, opens(PROXY_ADDRESS, { ...silent, peer: 'proxy', port: 3128 })),
      check('https://b.example', VIA_PROXY, tunnels(), secures('b.example'), replies('b', 200)),
    ]),
    { severity: 'fail', says: ['1 of 2 connections to 10.9.9.9 port 3128'], never: ['is wrong'] },
  ),
]
