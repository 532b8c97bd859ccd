import { check, control, proxiedControl, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, tunnels, works } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const A = '20.2.2.2'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const reset = { fails: 'connection_reset' } as const
const OF_SQL = { catalog: 'cloud-sql', capabilities: ['cloud-sql/connector-path'] } as const

const GOOGLE = '142.250.1.1'
const api = check('https://storage.googleapis.com', {}, resolves([GOOGLE]), opens(GOOGLE, silent))
const reached = check(
  'https://bigquery.googleapis.com',
  {},
  resolves(['142.250.9.9']),
  works('142.250.9.9'),
)

const AGENT = 'https://gbl.his.arc.azure.com'
const agent = check(AGENT, {}, resolves(['20.3.3.3']), opens('20.3.3.3', silent))
const agentAtTimes = check(
  AGENT,
  {},
  resolves(['20.3.3.3']),
  opens('20.3.3.3', { attempt: 2, at: 6000 }),
  opens('20.3.3.3', { ...silent, attempt: 3 }),
)
const second = check('https://b.example', {}, resolves(['20.4.4.4']), opens('20.4.4.4', silent))
const ofOneCloud = ['etwork security group', 'this subnet', 'NAT gateway', 'Google', 'Cloud Run']

/** In whose words silence is told, and what of the sweep stands against it. */
export const SILENCE_BESIDE: readonly Case[] = [
  yields(
    'tcp-dropped',
    'a name of Azure’s from a place of which nothing says that it is in Azure',
    sweep([agent, control()]),
    { severity: 'fail', says: ['firewall or security group on the way'], never: ofOneCloud },
  ),
  {
    ...yields('tcp-dropped', 'the same from a place in Azure', sweep([agent, control()]), {
      severity: 'fail',
      says: ['network security group denies', 'NAT gateway'],
    }),
    vantage: { cloud: 'azure', facts: {} },
  },
  yields(
    'tcp-intermittent',
    'a name of Azure’s, lost in part from a place of which nothing says that it is in Azure',
    sweep([agentAtTimes, control()]),
    { severity: 'fail', says: ['NAT device on the way'], never: ofOneCloud },
  ),
  yields(
    'network-no-way-out',
    'nothing answers, and nothing says that the place is in a cloud',
    sweep([agent, second]),
    { severity: 'inconclusive', says: ['default route'], never: ofOneCloud },
  ),
  yields(
    'tcp-dropped',
    'an API of Google’s from a machine that asks the DNS of Azure',
    sweep([api, control()], ['168.63.129.16:53']),
    { severity: 'fail', says: ['network security group'], never: ['gcloud', 'VPC'] },
  ),
  {
    ...yields(
      'tcp-dropped',
      'the internet is silent, and public addresses of Google are not',
      sweep([check('https://app.example', {}, resolves([A]), opens(A, silent)), reached]),
      {
        severity: 'fail',
        says: ['no public address but Google’s was reached'],
        never: ['no public address was'],
      },
    ),
    vantage: { cloud: 'gcp', facts: {} },
  },
  yields(
    'tcp-intermittent',
    'one lost, one accepted',
    sweep([
      check('https://app.example/a', {}, resolves([A]), opens(A, reset)),
      check('https://app.example/b', {}, resolves([A]), works(A)),
      control(),
    ]),
    { severity: 'fail', says: ['1 of 2 connections', 'was lost', 'the other was accepted'] },
  ),
  yields(
    'blocked-not-proven',
    'the proxy serves others and did not get through to this one',
    sweep([
      check(
        'https://www.example.org',
        { ...VIA_PROXY, expect: { reachability: 'blocked' } },
        tunnels({ fails: 'proxy_upstream_failure', status: 502 }),
      ),
      proxiedControl(),
    ]),
    { severity: 'inconclusive', says: ['serves other targets'], never: ['Fix the way'] },
  ),
  {
    ...yields(
      'tcp-dropped',
      'a managed database is no proof for one of one’s own, and is reached',
      sweep([
        check('tcp://10.2.9.9:5432', {}, resolves(['10.2.9.9']), opens('10.2.9.9', silent)),
        check('tcp://10.127.0.5:3307', OF_SQL, resolves(['10.127.0.5']), works('10.127.0.5')),
      ]),
      {
        severity: 'fail',
        says: ['no private address but those of managed services was reached'],
        never: ['belongs to another network', 'Other managed services answer'],
      },
    ),
    vantage: { cloud: 'gcp', facts: {} },
  },
]
