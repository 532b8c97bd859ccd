import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import '../../runtime/small-heap.ts'
import { systemNetwork } from '../../probes/network.ts'
import { sweep } from '../../probes/sweep.ts'
import { addressBook } from '../../shared/address/book.ts'
import { judge } from '../../shared/judge/judge.ts'
import type { Evidence } from '../../shared/model/evidence.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Target } from '../../shared/model/target.ts'
import { buildReport } from '../../shared/report/build.ts'
import { type BenchName, benchNames, DNS_SERVER, RIG_RANGE, TLS_PORT } from './names.ts'
import { CONCURRENCY, TARGETS } from './options.ts'
import { FILES } from './rig-files.ts'
import { ownCpu, serve } from './worker.ts'

/** Our side: what `perimeter check` does from the targets to the report, in the same calls. */

const CLOCK = { now: () => performance.now(), date: () => new Date() }
const LIMITS = {
  concurrency: CONCURRENCY,
  sweep: 240_000,
  target: 20_000,
  step: 5_000,
  attempts: 2,
  warmUp: 0,
}
const ca = [readFileSync(join(process.argv[2] ?? '.', FILES.root), 'utf8')]
const targets = benchNames(TARGETS).map(target)

serve(async () => {
  const evidence = await sweep(targets, {
    network: systemNetwork(),
    clock: CLOCK,
    limits: LIMITS,
    resolvers: [DNS_SERVER],
    ...{ tokens: undefined, signal: undefined, onTarget: undefined },
    onBug: (bug) => {
      throw bug
    },
  })
  const before = ownCpu()
  const report = conclude(evidence)
  const conclusion = ownCpu() - before
  assertAllPass(report)
  return conclusion
})

function target({ label, host }: BenchName): Target {
  return {
    id: label,
    name: label,
    url: `https://${host}:${TLS_PORT}/`,
    scheme: 'https',
    host,
    port: TLS_PORT,
    path: '/',
    catalog: null,
    capabilities: [],
    expect: { reachability: 'reachable', resolution: 'any' },
    address: null,
    proxy: null,
    pathKind: 'direct',
    ca,
  }
}

function conclude(evidence: Evidence): Report {
  const book = addressBook({ privateRanges: [RIG_RANGE], owners: [] })
  const judgements = judge(evidence, { book })
  const vantage = {
    name: 'bench',
    cloud: 'other' as const,
    region: null,
    app: null,
    resolvers: [...evidence.systemResolvers],
    addresses: [],
    privateRanges: [RIG_RANGE],
    node: process.version,
    os: process.platform,
    facts: {},
  }
  return buildReport({ id: 'bench', kind: 'cli', vantage, evidence, judgements, capabilities: [] })
}

/** A bench of failures would measure something else. */
function assertAllPass(report: Report): void {
  const other = report.results.find((result) => result.verdict !== 'pass')
  if (other === undefined) return
  const { target: missed, verdict, findings, observations } = other
  throw new Error(
    `${missed.url} is ${verdict}: ${JSON.stringify({ findings, observations }, null, 2)}`,
  )
}
