import { type Checks, unlike } from './checks.ts'
import { STORE, setNetwork } from './gcp-network.ts'
import { nextRun, runAfter, type Setting, startInstance, storedIds } from './gcp-service.ts'
import { AS_WANTED, wrongIn } from './gcp-told.ts'
import { untilUnderWay } from './gcp-under-way.ts'

/** What is out of reach for a while: the store, under a running instance; everything, for a fresh one. */
export async function checkOutages(checks: Checks, setting: Setting): Promise<void> {
  await checks.check(
    'the store is cut off, and comes back: every sweep is there once, in order',
    () => outage(setting),
  )
  await checks.check('a fresh instance whose path opens late', () => lateOpening(setting))
}

/** After how many ms the store answers again: one request to it, 10 s, has failed by then. */
const CUT_OFF = 13_000

/** After how many ms the way to the VIP is open. */
const OPENING = 2_000

async function outage(setting: Setting): Promise<readonly string[]> {
  const { lab, store } = setting
  await using instance = await startInstance(setting)
  const before = await storedIds(setting)
  const sweeping = instance.post('/api/sweep', {}, await nextRun(setting))
  await untilUnderWay()
  await setNetwork(lab, { drop: STORE.address, for: CUT_OFF })
  const first = await sweeping

  await setNetwork(lab, { drop: 'google-restricted', reset: STORE.address })
  const second = await instance.post('/api/sweep', {}, runAfter(Date.now()))
  const page = await instance.get('/api/status')

  await setNetwork(lab, { drop: 'google-restricted' })
  const third = await instance.post('/api/sweep', {}, runAfter(Date.now()))
  const answers = [first, second, third]
  const ids = answers.map(({ json }) => json.report)
  const logged = ids.map((id) => instance.entries.some(({ report }) => report?.id === id))
  const open = await store.incidents({ state: 'open', limit: 10 })
  const openers = open.map(({ log }) => log.find(({ what }) => what === 'opened')?.report)
  return [
    ...unlike(
      'kept',
      answers.map(({ json }) => json.kept),
      ['spooled', 'spooled', 'stored'],
    ),
    ...unlike('in the log', logged, [true, true, false]),
    ...unlike('the page meanwhile, from memory', page.status, 200),
    ...unlike('sweeps', await storedIds(setting), [...before, ...ids]),
    ...unlike('incidents', [...new Set(open.map(({ code }) => code))], ['tcp-dropped']),
    ...(openers.includes(ids[1]) ? [] : ['the sweep in the spool opened no incident']),
  ]
}

async function lateOpening(setting: Setting): Promise<readonly string[]> {
  const { lab, store } = setting
  await using instance = await startInstance(setting, { warmUp: '6s' })
  await setNetwork(lab, { drop: 'google-restricted', for: OPENING })
  const answer = await instance.post('/api/sweep', {}, runAfter(Date.now()))
  const report = await store.get(answer.json.report)
  const opened = report?.results.flatMap(({ openedAfter }) => openedAfter ?? []) ?? []
  const late = { bucket: 'pass path-warming-up', logging: 'pass path-warming-up' }
  return [
    ...(await wrongIn(setting, instance, answer, { ...AS_WANTED, ...late })),
    ...unlike('paths that opened', opened.length, 2),
    ...opened.filter((ms) => ms < OPENING / 2).map((ms) => `a path opened within ${ms} ms`),
  ]
}
