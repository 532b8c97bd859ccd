import { expect, test } from 'vitest'
import { composeCheck } from '../cli/compose.ts'
import { DEMO_CONFIG } from '../demo/config.ts'
import { raise } from '../demo/house.ts'
import { pretendNetwork } from '../demo/network.ts'
import { addressBook } from '../shared/address/book.ts'
import { loadConfig } from '../shared/config/load.ts'
import { plan } from '../shared/config/plan.ts'
import { judge } from '../shared/judge/judge.ts'
import { evidenceOf } from '../shared/report/evidence.ts'

/** What is broken in the pretend network, and so what must be told of each target. */
const TRUE = {
  'application storage': [],
  'key vault': ['dns-private-zone-not-used', 'http-denied-by-service'],
  'container registry': ['dns-private-record-missing'],
  'deployment site (SCM)': ['tls-blocked-by-name'],
  'orders database': ['private-endpoint-not-answering'],
  billing: ['tls-expired'],
  'partner gateway': ['tls-name-mismatch'],
  'legacy queue': ['tcp-refused'],
  'Python packages': ['tls-intercepted'],
  'Python package files': ['tls-intercepted'],
  'Cloud Storage by the restricted VIP': ['dns-google-vip-wrong'],
  'certificate revocation list': ['http-denied-by-firewall'],
  reports: ['dns-name-not-found'],
  'egress address': ['egress-address-unexpected'],
  'the internet': ['blocked-as-wanted'],
  'a search engine': ['reachable-but-must-be-blocked'],
}

const demonstration = test.extend('report', async () => {
  const { config } = loadConfig(DEMO_CONFIG, { file: 'demo', env: {} })
  if (config === null) throw new Error('the configuration of the demonstration is refused')
  await using house = await raise()
  const planned = plan({ ...config, ca: ['root'] }, { env: {}, readFile: () => house.root })
  const network = pretendNetwork(house.resolver, house.translation, house.nowhere)
  const surroundings = { signal: new AbortController().signal, err: () => undefined, env: {} }
  const none = { onTarget: undefined, tokens: undefined }
  const check = {
    ...planned,
    ...none,
    config,
    owners: [],
    knownNetwork: null,
    kind: 'cli',
    network,
  } as const
  return await composeCheck(check, surroundings)
})

demonstration('tells of every target what is broken there, and nothing else', ({ report }) => {
  const told = report.results.map((r) => [r.target.name, r.findings.map((f) => f.code)])
  expect(Object.fromEntries(told)).toEqual(TRUE)
})

demonstration(
  'its report can be judged again, and by the same rules says the same',
  ({ report }) => {
    const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
    const again = judge(evidenceOf(JSON.parse(JSON.stringify(report))), { book })
    expect(again.map((j) => j.findings)).toEqual(report.results.map((r) => r.findings))
  },
)
