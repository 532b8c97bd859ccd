import { STOOD_STILL } from '../../../../shared/failure/failure.ts'
import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const dropped = (url: string, address: string) =>
  check(
    url,
    {},
    resolves([address]),
    opens(address, { fails: 'generic_timeout_error', took: 5000 }),
  )

/** The probe, its way out, and proxies. */
export const SWEEP_CASES: readonly Case[] = [
  yields(
    'reach-not-proven',
    'no step failed, and the request is missing',
    sweep([check(URL, {}, resolves([A]), opens(A), secures(A)), control()]),
    { severity: 'inconclusive', says: ['holds no request that ended well'] },
  ),
  spares('reach-not-proven', 'it was reached', sweep([control()])),
  spares('reach-not-proven', 'another finding explains it', sweep([dropped(URL, A), control()])),
  yields(
    'probe-fault',
    'the sandbox forbids the connection',
    sweep([
      check(URL, {}, resolves([A]), opens(A, { fails: 'permission_denied', raw: 'EACCES' })),
      control(),
    ]),
    { severity: 'inconclusive', says: ['EACCES'] },
  ),
  yields(
    'probe-fault',
    'the check broke off with a bug',
    sweep([check(URL, { ending: 'fault' }, resolves([A]))]),
    { severity: 'inconclusive', says: ['broke'] },
  ),
  yields(
    'probe-fault',
    'a failure without a name',
    sweep([
      check(URL, {}, resolves([A]), opens(A, { fails: 'unknown_failure', raw: 'EWHAT' })),
      control(),
    ]),
    { severity: 'inconclusive', says: ['EWHAT'] },
  ),
  spares(
    'probe-fault',
    'one address is forbidden, the other works',
    sweep([
      check(
        URL,
        {},
        resolves([A, '20.2.2.3']),
        opens('20.2.2.3', { fails: 'permission_denied' }),
        works(A),
      ),
    ]),
  ),
  yields(
    'not-checked-in-time',
    'the sweep ended before its turn',
    sweep([check(URL, { ending: 'not-started' })]),
    { severity: 'inconclusive', says: ['before the turn'] },
  ),
  yields(
    'not-checked-in-time',
    'the instance that had it sent nothing',
    sweep([
      check(URL, { ending: 'lost' }),
      check('https://other.example', {}, resolves([A]), works(A)),
    ]),
    { severity: 'inconclusive', says: ['sent nothing', 'queue'], never: ['limits.sweep'] },
  ),
  yields(
    'not-checked-in-time',
    'broken off while connecting',
    sweep([
      check(URL, { ending: 'out-of-time' }, resolves([A]), opens(A, { fails: 'interrupted' })),
    ]),
    { severity: 'inconclusive', says: ['during connect'] },
  ),
  yields(
    'not-checked-in-time',
    'stopped by a signal while connecting',
    sweep([
      check(URL, { ending: 'interrupted' }, resolves([A]), opens(A, { fails: 'interrupted' })),
      check('https://later.example', { ending: 'interrupted' }),
    ]),
    { severity: 'inconclusive', says: ['was stopped', 'restart'], never: ['limits.sweep'] },
  ),
  yields(
    'not-checked-in-time',
    'the process stood still',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        opens(A, { fails: 'interrupted', raw: `${STOOD_STILL} for 9000 ms during this step` }),
      ),
    ]),
    { severity: 'inconclusive', says: ['was stopped'], never: ['limits.sweep'] },
  ),
  spares(
    'not-checked-in-time',
    'stopped by a signal after everything was done',
    sweep([check(URL, { ending: 'interrupted' }, resolves([A]), works(A))]),
  ),
  spares(
    'not-checked-in-time',
    'the time was up after everything was done',
    sweep([check(URL, { ending: 'out-of-time' }, resolves([A]), works(A))]),
  ),
  spares(
    'not-checked-in-time',
    'the first try was dropped, and only the second broken off',
    sweep([
      check(
        URL,
        { ending: 'out-of-time' },
        resolves([A]),
        opens(A, { fails: 'generic_timeout_error' }),
        opens(A, { fails: 'interrupted', attempt: 2 }),
      ),
      control(),
    ]),
  ),
  yields(
    'network-no-way-out',
    'nothing dialled answers',
    sweep([dropped(URL, A), dropped('https://other.example', '20.3.3.3')]),
    { severity: 'inconclusive', says: ['2 hosts', A] },
  ),
  spares(
    'network-no-way-out',
    'somebody refuses, so packets come back',
    sweep([
      dropped(URL, A),
      dropped('https://other.example', '20.3.3.3'),
      check(
        'https://third.example',
        {},
        resolves(['20.4.4.4']),
        opens('20.4.4.4', { fails: 'connection_refused' }),
      ),
    ]),
  ),
  spares(
    'network-no-way-out',
    'one host alone, with two addresses',
    sweep([
      check(
        URL,
        {},
        resolves([A, '20.2.2.3']),
        opens(A, { fails: 'generic_timeout_error' }),
        opens('20.2.2.3', { fails: 'generic_timeout_error' }),
      ),
    ]),
  ),
  spares(
    'network-no-way-out',
    'the proxy accepts, so there is a way',
    sweep([
      dropped(URL, A),
      dropped('https://other.example', '20.3.3.3'),
      check(
        'https://p.example',
        VIA_PROXY,
        tunnels(),
        secures('p.example'),
        replies('p.example', 200),
      ),
    ]),
  ),
]
