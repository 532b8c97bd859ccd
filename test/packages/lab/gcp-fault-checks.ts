import { type Checks, unlike } from './checks.ts'
import { type Fault, setNetwork } from './gcp-network.ts'
import { nextRun, type Setting, startInstance } from './gcp-service.ts'
import { AS_WANTED, type Told, wrongIn } from './gcp-told.ts'

/** One thing that goes wrong under a running instance, and all that may be told of it: the cause, then what follows. */
interface FaultCheck {
  readonly name: string
  readonly fault: Fault
  readonly told: Partial<Told>
}

const FAULTS: readonly FaultCheck[] = [
  {
    name: 'the private zone is missing: public addresses, to which no way leads',
    fault: { resolver: 'public' },
    told: {
      bucket: 'fail dns-google-vip-not-used tcp-dropped',
      logging: 'fail dns-google-vip-not-used tcp-dropped',
    },
  },
  {
    name: 'the private VIP instead of the restricted one',
    fault: { resolver: 'google-private' },
    told: {
      bucket: 'fail dns-google-vip-wrong tcp-dropped',
      logging: 'fail dns-google-vip-wrong tcp-dropped',
    },
  },
  {
    name: 'one name shadowed by a deeper record',
    fault: { resolver: 'google-wildcard-hidden' },
    told: { bucket: 'fail dns-public-zone-shadowed dns-no-answer' },
  },
  {
    name: 'a firewall rule drops the way to the VIP',
    fault: { drop: 'google-restricted' },
    told: { bucket: 'fail tcp-dropped', logging: 'fail tcp-dropped' },
  },
  { name: 'mended: all is as wanted again', fault: {}, told: {} },
]

/** Each fault beside an internet that stays blocked: its own finding first, and nothing else. */
export async function checkFaults(checks: Checks, setting: Setting): Promise<void> {
  await using instance = await startInstance(setting)
  for (const { name, fault, told } of FAULTS) {
    await checks.check(name, async () => {
      await setNetwork(setting.lab, fault)
      const answer = await instance.post('/api/sweep', {}, await nextRun(setting))
      return await wrongIn(setting, instance, answer, { ...AS_WANTED, ...told })
    })
  }
  await checks.check(
    'each cause was an incident and is over; its consequences were none',
    async () => {
      const incidents = await setting.store.incidents({ limit: 50 })
      const lines = incidents.map(({ code, state }) => `${code} ${state}`)
      const causes = FAULTS.flatMap(({ told: { bucket } }) => bucket?.split(' ')[1] ?? [])
      const expected = causes.map((code) => `${code} closed`)
      return unlike('incidents', [...new Set(lines)].toSorted(), expected.toSorted())
    },
  )
  await checks.check('a service perimeter denies the bucket of a new revision', async () => {
    await using revision = await startInstance(setting, { bucket: 'payroll' })
    const answer = await revision.post('/api/sweep', {}, await nextRun(setting))
    const expected = { ...AS_WANTED, bucket: 'fail http-denied-by-perimeter' }
    return await wrongIn(setting, revision, answer, expected)
  })
}
