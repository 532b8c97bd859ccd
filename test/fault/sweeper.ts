import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { openSpool } from '../../runtime/spool.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { failingStore } from '../fixtures/failing-store.ts'
import { seeded } from '../fixtures/seeded.ts'
import { agentAt, FakeClock, MINUTE, network } from '../shared/agent/world.ts'

/**
 * Run as a process of its own, to be killed at any moment: sweeps on and on in one folder, with a store that fails now
 * and then. Says `done <id>` of each report that it was told is kept, and writes what it sends into a file. With
 * a number of sweeps it ends after so many, in which nothing fails.
 */
const [dir = '', life = '0', sweeps = ''] = process.argv.slice(2)
const calm = sweeps !== ''
mkdirSync(dir, { recursive: true })
const random = seeded(Number(life))
const real = openSqliteStore(path.join(dir, 'results.db'))
const store = failingStore(real, () => {
  if (calm || random() >= 0.1) return null
  return random() < 0.5 ? 'before' : 'after'
})
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
for (let n = 0; n < (calm ? Number(sweeps) : 190); n++) {
  // However short a life is, the next one goes on with the ups and downs.
  working = (Number(life) + n) % 8 < 4
  const outcome = await agent.sweep('scheduled', new AbortController().signal)
  if (outcome.state === 'done') process.stdout.write(`done ${outcome.report.id}\n`)
  clock.pass(MINUTE)
}
await real.close()
