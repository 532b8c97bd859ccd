import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { openSpool } from '../../../runtime/spool.ts'
import { openFirestore } from '../../../stores/firestore/open.ts'
import { agentAt, FakeClock, MINUTE, network } from '../../shared/agent/world.ts'

/**
 * Run as a process of its own, to be killed at any moment: sweeps on and on into the store of a project. Says
 * `done <id>` of each report that it was told is kept, and writes what it sends into a file. With a number of sweeps
 * it ends after so many.
 */
const [project = '', dir = '', life = '0', sweeps = '190'] = process.argv.slice(2)
mkdirSync(dir, { recursive: true })
const store = await openFirestore({ project })
const clock = new FakeClock()
// Every life is later than the one before, and after the end of its lease.
clock.pass(Number(life) * 200 * MINUTE)
let working = true
const agent = agentAt({
  name: `life ${life}`,
  clock,
  store,
  spool: openSpool(path.join(dir, 'spool')),
  log: { write: () => undefined },
  network: () => network(working),
  deliver: async ({ notification }) => {
    appendFileSync(path.join(dir, 'sent'), `${notification.id}\n`)
    return { state: 'delivered' }
  },
})
process.stdout.write('ready\n')
for (let n = 0; n < Number(sweeps); n++) {
  working = (2 * Number(life) + n) % 4 < 2
  const outcome = await agent.sweep('scheduled', new AbortController().signal)
  if (outcome.state === 'done') process.stdout.write(`done ${outcome.report.id}\n`)
  clock.pass(MINUTE)
}
await store.close()
