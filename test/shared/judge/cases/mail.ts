import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const WEB = '20.2.2.2'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const inGoogle = { vantage: { cloud: 'gcp', facts: {} } } as const
const fail = { severity: 'fail' } as const

const silentAt = (url: string, address: string) =>
  check(url, {}, resolves([address]), opens(address, silent))

/** Silence at port 25, which clouds drop on its way to the internet. */
export const MAIL_CASES: readonly Case[] = [
  ...(['gcp', 'azure'] as const).map((cloud) => ({
    ...yields(
      'tcp-dropped',
      `mail to the internet, which ${cloud} drops by itself`,
      sweep([silentAt('smtp://mx.example:25', WEB), control()]),
      {
        ...fail,
        says: [cloud === 'gcp' ? 'Google Cloud drops TCP 25' : 'Azure drops TCP 25', '587'],
        never: [cloud === 'gcp' ? 'security group' : 'VPC'],
      },
    ),
    vantage: { cloud, facts: {} },
  })),
  {
    ...yields(
      'tcp-dropped',
      'mail to the internet, beside a port of the same address that is open',
      sweep([
        silentAt('tcp://mx.example:25', WEB),
        check('tcp://mx.example:587', {}, resolves([WEB]), opens(WEB)),
      ]),
      { ...fail, says: ['Azure drops TCP 25', 'With an exemption: The host is up', 'port 587'] },
    ),
    vantage: { cloud: 'azure', facts: {} },
  },
  ...['smtp://mail.corp:25', 'smtp://mx.example:587'].map((url) => ({
    ...yields(
      'tcp-dropped',
      `mail that no cloud drops: ${url}`,
      sweep([silentAt(url, url.includes('corp') ? '10.1.0.9' : WEB), control()]),
      { ...fail, never: ['exempt'] },
    ),
    ...inGoogle,
  })),
]
