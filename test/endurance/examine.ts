import { checkedConfig } from '../../runtime/plan-file.ts'
import { openSpool } from '../../runtime/spool.ts'
import { catchUp } from '../../shared/agent/alerting.ts'
import type { Report } from '../../shared/model/report.ts'
import { alertPolicy } from '../../shared/notify/policy.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { wholeReport } from '../../shared/report/whole.ts'
import { world } from '../shared/agent/world.ts'
import { configuration, type PretendNetwork } from './network.ts'
import type { Program } from './program.ts'

const ALL = 1_000_000

/** A stretch of time, and what was true in it. */
export interface Truth {
  readonly from: number
  readonly to: number
  readonly up: boolean
}

export interface Lived {
  readonly network: PretendNetwork
  /** Ids of the reports that the processes said are kept. */
  readonly told: readonly string[]
  readonly truths: readonly Truth[]
}

export interface Examined {
  readonly reports: number
  readonly incidents: number
  readonly messages: number
  /** Deliveries of a message that a process had sent, and was killed before it knew. */
  readonly again: number
  /** What is not as it must be, whatever happened. */
  readonly faults: readonly string[]
}

/** What must hold of a place whatever happened there: nothing lost, nothing doubled, nothing untrue. */
export async function examine(program: Program, lived: Lived): Promise<Examined> {
  const store = await program.open()
  try {
    const ids = await idsIn(store, program)
    const reports = await wholeReports(store, ids)
    const integrity = program.integrity()
    const told = new Set(lived.told)
    const faults = [
      ...[...told].filter((id) => !ids.includes(id)).map((id) => `lost: ${id}`),
      ...doubled(ids).map((id) => `doubled: ${id}`),
      ...doubled(lived.told).map((id) => `said twice: ${id}`),
      ...(integrity === null ? [] : [`damaged: ${integrity}`]),
      ...(program.spool === null ? [] : await openSpool(program.spool).list()).map(
        (id) => `left in the spool: ${id}`,
      ),
      ...reports.flatMap((report) => untrue(report, lived.truths)),
    ]
    const { network } = lived
    const messages = new Set(network.sent)
    const alerts = program.kind === 'cli' ? [] : await alertFaults(store, reports, network)
    return {
      reports: ids.length,
      incidents: (await store.incidents({ limit: ALL })).length,
      ...{ messages: messages.size, again: network.sent.length - messages.size },
      faults: [...faults, ...alerts],
    }
  } finally {
    await store.close()
  }
}

async function idsIn(store: ResultsStore, { kind }: Program): Promise<readonly string[]> {
  if (kind === 'scheduled') return (await store.sweepsAfter('here', null, ALL)).map(({ id }) => id)
  return (await store.history('healthy', { limit: ALL })).map(({ report }) => report)
}

async function wholeReports(
  store: ResultsStore,
  ids: readonly string[],
): Promise<readonly Report[]> {
  const reports: Report[] = []
  for (const id of ids) {
    const report = await store.get(id)
    if (report === null) throw new Error(`${id} is listed and cannot be read`)
    reports.push(await wholeReport(store, report))
  }
  return reports
}

function doubled(ids: readonly string[]): readonly string[] {
  return ids.filter((id, n) => ids.indexOf(id) !== n)
}

/** What a report says that was not so. One that was ended early may leave open what it had not seen. */
function untrue({ id, startedAt, results }: Report, truths: readonly Truth[]): string[] {
  const at = Date.parse(startedAt)
  const truth = truths.find(({ from, to }) => from <= at && at <= to)
  return results.flatMap(({ target, verdict, ending, observations }) => {
    if (observations.length === 0 && ending !== 'interrupted') return [`${id} lacks evidence`]
    if (verdict === 'inconclusive' && ending === 'interrupted') return []
    const right = target.id === 'healthy' || truth?.up ? 'pass' : 'fail'
    return verdict === right ? [] : [`untrue: ${id} says ${verdict} of ${target.id}`]
  })
}

/** Alerts must be what the reports lead to, by what derives them and by plain counting. */
async function alertFaults(
  store: ResultsStore,
  reports: readonly Report[],
  network: PretendNetwork,
): Promise<readonly string[]> {
  const { sent } = network
  const incidents = await store.incidents({ limit: ALL })
  const expected = new Set(await messagesOf(reports, network))
  const falls = fallsIn(reports)
  const depth = await store.outboxDepth()
  const through = (await store.alertState('here'))?.through.id
  return [
    ...incidents
      .filter(
        ({ code, targets }) => code !== 'http-status-unexpected' || targets.join() !== 'orders',
      )
      .map(({ id }) => `untrue incident: ${id}`),
    ...(incidents.length === falls ? [] : [`${incidents.length} incidents, and ${falls} falls`]),
    ...[...expected].filter((id) => !sent.includes(id)).map((id) => `message lost: ${id}`),
    ...sent.filter((id) => !expected.has(id)).map((id) => `untrue message: ${id}`),
    ...(depth.due + depth.dead === 0 ? [] : [`left in the outbox: ${JSON.stringify(depth)}`]),
    ...(through === reports.at(-1)?.id ? [] : [`alerts stand at ${through}`]),
  ]
}

/** How often the second endpoint went from well to failed. */
function fallsIn(reports: readonly Report[]): number {
  const verdicts = reports.flatMap(({ results }) =>
    results.filter(({ target, verdict }) => target.id === 'orders' && verdict !== 'inconclusive'),
  )
  return verdicts.filter(
    ({ verdict }, n) => verdict === 'fail' && verdicts[n - 1]?.verdict !== 'fail',
  ).length
}

/** What would have been sent had nobody been killed: alerts derived anew from the reports. */
async function messagesOf(reports: readonly Report[], network: PretendNetwork) {
  using clean = world()
  const { store, clock, log } = clean
  for (const report of reports) await store.append(report)
  const { alerts } = checkedConfig(
    configuration(network, '{ sqlite: unused }'),
    'perimeter.yaml',
    {},
  )
  const write = (entry: (typeof log)[number]) => void log.push(entry)
  await catchUp({
    vantage: 'here',
    store,
    policy: alertPolicy(alerts, null),
    clock,
    log: { write },
  })
  const due = await store.dueOutbox('here', new Date('2099-01-01'), ALL)
  return due.map(({ notification }) => notification.id)
}
