import type { Report } from '../../../shared/model/report.ts'
import type { RunningFunction } from '../gcp-function.ts'
import { type Checks, unlike } from './checks.ts'
import { nextRun, type Setting, startInstance, storedIds } from './gcp-service.ts'
import { AS_WANTED, wrongIn } from './gcp-told.ts'

/** The article’s function in its network, asked by the Scheduler: what it finds, what it says of itself, and once. */
export async function checkSweeps(checks: Checks, setting: Setting): Promise<void> {
  await using instance = await startInstance(setting)
  const run = await nextRun(setting)
  const { store } = setting
  await checks.check('Storage by the restricted VIP passes, the internet is blocked', async () => {
    const answer = await instance.post('/api/sweep', {}, run)
    const wrong = await wrongIn(setting, instance, answer, AS_WANTED)
    return [...wrong, ...listingOf(await store.get(answer.json.report))]
  })
  await checks.check('it says where it runs, and as whom', async () => {
    const report = await store.latest()
    return report === null ? ['there is no report'] : placeOf(report)
  })
  await checks.check('asked again: answered with that sweep', async () => {
    const [first] = await storedIds(setting)
    const again = await instance.post('/api/sweep', {}, run)
    return [
      ...unlike('answer', [again.status, again.json.report], [200, first]),
      ...unlike('sweeps', await storedIds(setting), [first]),
    ]
  })
  await checks.check('its token is in no report, answer or log entry', () => leaks(instance, store))
}

/** What is wrong with the request that lists the bucket. */
function listingOf(report: Report | null): readonly string[] {
  const observations = report?.results.find(({ target }) => target.name === 'bucket')?.observations
  const request = observations?.find((o) => o.step === 'request')
  const connects = observations?.filter((o) => o.step === 'connect') ?? []
  return [
    ...unlike('status of the listing', request?.status, 200),
    ...unlike('addresses', connects.map((o) => o.address).toSorted(), [
      ...['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'],
    ]),
    ...unlike('source', [...new Set(connects.map((o) => o.local))], ['10.50.1.4']),
  ]
}

function placeOf({ vantage }: Report): readonly string[] {
  const { cloud, region, app, resolvers, facts } = vantage
  const { service, revision, egress, project, serviceAccount, resolvConf } = facts
  const [, nameserver] = /^nameserver (\S+);/.exec(resolvConf ?? '') ?? []
  const told = { cloud, region, app, service, revision, egress, project, serviceAccount }
  return [
    ...unlike('the place', told, {
      ...{ cloud: 'gcp', region: 'asia-northeast1', app: 'perimeter' },
      ...{ service: 'perimeter', revision: 'perimeter-00001-abc', egress: 'all-traffic' },
      project: 'contoso-net',
      serviceAccount: 'perimeter@contoso-net.iam.gserviceaccount.com',
    }),
    ...unlike('the resolvers', resolvers, [`${nameserver}:53`]),
  ]
}

async function leaks(
  instance: RunningFunction,
  store: Setting['store'],
): Promise<readonly string[]> {
  const report = await store.latest()
  const page = await instance.get('/api/status', { accept: 'text/html' })
  const all = [JSON.stringify(report), page.text, instance.output].join('\n')
  return all.includes('token-of-the-function') ? ['it is'] : []
}
