import { checkReport } from '../../../shared/report/check.ts'
import { type Checks, unlike } from './checks.ts'
import { STORE, setNetwork } from './gcp-network.ts'
import { nextRun, type Setting, startInstance, storedIds, VANTAGE } from './gcp-service.ts'
import { untilUnderWay } from './gcp-under-way.ts'

/** Within how many ms Cloud Run wants a process gone that it sent SIGTERM. */
const GRACE = 10_000

/** The Scheduler’s retries, and the end of an instance in the middle of a sweep. */
export async function checkEndings(checks: Checks, setting: Setting): Promise<void> {
  await checks.check('asked again while a sweep runs: one sweep', () => retried(setting))
  await checks.check('SIGTERM in mid-sweep: kept and answered, not repeated', () => ended(setting))
  await checks.check(
    'SIGTERM with the store cut off: logged whole, retried when the lease is over',
    () => endedWithoutStore(setting),
  )
}

async function retried(setting: Setting): Promise<readonly string[]> {
  await using instance = await startInstance(setting)
  await using other = await startInstance(setting)
  const before = await storedIds(setting)
  const run = await nextRun(setting)
  const first = instance.post('/api/sweep', {}, run)
  await untilUnderWay()
  const meanwhile = await Promise.all([instance, other].map((i) => i.post('/api/sweep', {}, run)))
  const { status, json } = await first
  const later = await other.post('/api/sweep', {}, run)
  return [
    ...unlike('first', status, 200),
    ...unlike(
      'meanwhile',
      meanwhile.map((answer) => answer.status),
      [409, 409],
    ),
    ...unlike('later', [later.status, later.json.report], [200, json.report]),
    ...unlike('sweeps', await storedIds(setting), [...before, json.report]),
  ]
}

async function ended(setting: Setting): Promise<readonly string[]> {
  await using instance = await startInstance(setting)
  const before = await storedIds(setting)
  const run = await nextRun(setting)
  const sweeping = instance.post('/api/sweep', {}, run)
  await untilUnderWay()
  const stopped = await instance.stop()
  const { status, json } = await sweeping
  await using next = await startInstance(setting)
  const again = await next.post('/api/sweep', {}, run)
  const following = await next.post('/api/sweep', {}, await nextRun(setting))
  const stored = await setting.store.get(json.report)
  return [
    ...unlike('exit status', stopped.ended, 0),
    ...(stopped.ms < GRACE ? [] : [`it took ${stopped.ms} ms to end`]),
    ...unlike('answer', [status, json.kept], [200, 'stored']),
    ...unlike('failing', stored?.summary.fail, 0),
    ...unlike('retry', [again.status, again.json.report], [200, json.report]),
    ...unlike('next run', [following.status, following.json.summary?.pass], [200, 4]),
    ...unlike('sweeps', await storedIds(setting), [
      ...[...before, json.report, following.json.report],
    ]),
  ]
}

async function endedWithoutStore(setting: Setting): Promise<readonly string[]> {
  await using instance = await startInstance(setting)
  const before = await storedIds(setting)
  const run = await nextRun(setting)
  const sweeping = instance.post('/api/sweep', {}, run)
  await untilUnderWay()
  await setNetwork(setting.lab, { drop: STORE.address })
  const stopped = await instance.stop()
  const { status, json } = await sweeping
  const logged = instance.entries.find(({ report }) => report?.id === json.report)
  await using next = await startInstance(setting)
  const tooEarly = await next.post('/api/sweep', {}, run)
  await endLease(setting)
  const again = await next.post('/api/sweep', {}, run)
  return [
    ...unlike('exit status', stopped.ended, 0),
    ...(stopped.ms < GRACE ? [] : [`it took ${stopped.ms} ms to end`]),
    ...unlike('answer', [status, json.kept], [200, 'spooled']),
    ...unlike('targets in the log', checkReport(logged?.report).results.length, 4),
    ...unlike('retry under the lease', tooEarly.status, 409),
    ...unlike('retry', [again.status, again.json.kept], [200, 'stored']),
    ...unlike('sweeps', await storedIds(setting), [...before, again.json.report]),
  ]
}

/** Puts an end to the lease of an instance that is gone, as the next minutes would. */
async function endLease({ store }: Setting): Promise<void> {
  const later = new Date(Date.now() + 600_000)
  const lease = await store.acquireLease(VANTAGE, 'checks', 1, later)
  if (lease === null) throw new Error('the lease does not end')
  await store.releaseLease(lease)
}
