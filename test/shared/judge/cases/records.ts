import type { FailureCode } from '../../../../shared/failure/table.ts'
import { check, control, sweep } from '../evidence.ts'
import { OTHER, SECOND, SYSTEM, wire } from '../name-pieces.ts'
import type { Piece } from '../piece.ts'
import { answers } from '../query-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const MX = 'dns://contoso.example?type=MX'
const ONE = '10 mail.contoso.example'
const TWO = '20 backup.contoso.example'
const expect = { records: [ONE, TWO] }

const mx = (of: Parameters<typeof check>[1], ...pieces: readonly Piece[]) =>
  sweep([check(MX, of, ...pieces), control()])
const both = (fails: FailureCode, of: { zone?: string } = {}) => [
  answers([], { fails, ...of }),
  answers([], { fails, ...of, server: SECOND }),
]

/** Questions for records of one type. */
export const RECORD_CASES: readonly Case[] = [
  yields('dns-records-unexpected', 'one is missing', mx({ expect }, answers([ONE])), {
    severity: 'fail',
    says: ['answers MX of contoso.example with 10 mail', 'missing: 20 backup'],
    never: ['not expected:'],
    subject: 'contoso.example',
  }),
  yields(
    'dns-records-unexpected',
    'a stranger took over',
    mx({ expect }, answers(['0 mx.stranger.example'])),
    { severity: 'fail', says: ['not expected: 0 mx.stranger.example'] },
  ),
  yields(
    'dns-records-unexpected',
    'another server answers as expected',
    mx({ expect }, answers([ONE]), answers([TWO, ONE], { server: OTHER })),
    { severity: 'fail', says: ['168.63.129.16 answers as expected', 'different zones'] },
  ),
  yields(
    'dns-records-unexpected',
    'the second resolver of the system alone',
    mx({ expect }, answers([ONE, TWO]), answers([ONE], { server: SECOND })),
    { severity: 'warn' },
  ),
  yields(
    'dns-records-unexpected',
    'more than was kept cannot be compared',
    mx({ expect }, answers([ONE, TWO], { omitted: 3 })),
    { severity: 'inconclusive', says: ['3 that were not kept'] },
  ),
  yields(
    'dns-records-unexpected',
    'a pattern that no record fits',
    mx({ expect: { records: ['/[.]corp$/'] } }, answers([ONE])),
    { severity: 'fail' },
  ),
  spares(
    'dns-records-unexpected',
    'another order, and other spelling',
    mx(
      { expect: { records: ['20  Backup.Contoso.example.', '/^10 mail[.]/'] } },
      answers([TWO, ONE]),
    ),
  ),
  spares('dns-records-unexpected', 'nothing is expected', mx({}, answers([ONE]))),
  yields(
    'dns-name-not-found',
    'no such name for records',
    mx({ expect }, ...both('dns_nxdomain_error', { zone: 'example' })),
    {
      severity: 'fail',
      says: [
        'contoso.example does not exist for 10.0.0.4 and 10.0.0.5 (NXDOMAIN), by the zone example',
      ],
    },
  ),
  yields(
    'dns-no-answer',
    'no record of the type, and another server has one',
    mx(
      { expect },
      ...both('dns_no_answer', { zone: 'contoso.example' }),
      answers([ONE], { server: OTHER }),
    ),
    {
      severity: 'fail',
      says: ['has no MX record', 'NODATA', '168.63.129.16 answers 10 mail', 'split DNS'],
    },
  ),
  yields('dns-refused', 'records are refused', mx({ expect }, ...both('dns_refused_error')), {
    severity: 'fail',
    says: ['the MX records of contoso.example (REFUSED)'],
  }),
  yields(
    'dns-server-failure',
    'SERVFAIL to records',
    mx({ expect }, ...both('dns_servfail_error')),
    {
      severity: 'fail',
      says: ['SERVFAIL'],
    },
  ),
  yields(
    'dns-server-failure',
    'SERVFAIL of one, and the next answers',
    mx(
      { expect },
      answers([], { fails: 'dns_servfail_error' }),
      answers([ONE, TWO], { server: SECOND }),
    ),
    { severity: 'warn', says: ['another resolver answers'] },
  ),
  yields(
    'dns-tcp-unanswered',
    'long records over TCP',
    mx({ expect }, answers([], { fails: 'generic_timeout_error', over: 'tcp' })),
    { severity: 'fail', says: ['cut over UDP, and over TCP none comes'] },
  ),
  yields(
    'dns-resolver-unreachable',
    'silence to records',
    sweep([check(MX, { expect }, ...both('generic_timeout_error'))]),
    { severity: 'inconclusive', says: ['10.0.0.4 and 10.0.0.5 gave no reply for the MX records'] },
  ),
  yields(
    'dns-resolver-unreachable',
    'silence of the one server of the URL',
    mx({ server: '10.9.9.9:53', expect }, answers([], { fails: 'generic_timeout_error' })),
    { severity: 'fail' },
  ),
  yields(
    'dns-resolvers-disagree',
    'the system’s two give other records',
    mx({}, answers([ONE, TWO]), answers([ONE], { server: SECOND })),
    { severity: 'warn', says: ['10.0.0.5 with 10 mail.contoso.example'] },
  ),
  spares(
    'dns-resolvers-disagree',
    'the same records in another order',
    mx({}, answers([ONE, TWO]), answers([TWO, ONE], { server: SECOND })),
  ),
  spares(
    'dns-resolvers-disagree',
    'a server that fails says nothing of the records',
    mx({}, answers([ONE]), answers([], { fails: 'dns_servfail_error', server: SECOND })),
  ),
  yields(
    'path-warming-up',
    'the one server is silent while the instance warms up',
    {
      ...sweep([
        check(MX, { server: '10.9.9.9:53' }, answers([], { fails: 'generic_timeout_error' })),
      ]),
      warmUp: 60_000,
    },
    { severity: 'inconclusive' },
  ),
  yields(
    'dns-name-unanswered',
    'silence to records alone',
    sweep([
      check(MX, { expect }, answers([], { fails: 'generic_timeout_error' })),
      check('dns://other.example', {}, wire(SYSTEM, ['20.1.1.9'])),
    ]),
    { severity: 'fail', says: ['gave no reply for the MX records'] },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'a server outside answers for records',
    mx({ server: '8.8.8.8:53', expect: { reachability: 'blocked' } }, answers([ONE])),
    { severity: 'fail', says: ['8.8.8.8 asked for contoso.example: 10 mail'] },
  ),
  yields(
    'blocked-not-proven',
    'that a name has no records is no block',
    mx({ expect: { reachability: 'blocked' } }, ...both('dns_nxdomain_error')),
    { severity: 'inconclusive' },
  ),
  yields(
    'latency-exceeded',
    'records came late',
    mx({ expect: { latency: { dns: 100 } } }, answers([ONE], { took: 400 })),
    { severity: 'warn' },
  ),
]
