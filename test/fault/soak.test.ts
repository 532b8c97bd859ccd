import { readdirSync } from 'node:fs'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { site } from '../shared/web/site.ts'

const TARGETS = 100
/** By hand: SOAK_SWEEPS=1000 npx vitest run test/fault/soak.test.ts */
const SWEEPS = Number(process.env['SOAK_SWEEPS'] ?? 25)
/** What is loaded, compiled and remembered once is by then. */
const WARM = 10
const FIVE_MINUTES = 300_000
const MB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What the process holds. */
function held() {
  collect()
  return {
    descriptors: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
    heap: process.memoryUsage().heapUsed,
  }
}

test.skipIf(process.platform !== 'linux')(
  `${SWEEPS} sweeps of ${TARGETS} targets: descriptors, threads and memory stay as they are`,
  { timeout: 60_000 + SWEEPS * 20_000 },
  async () => {
    await using server = await httpServer(respond(200))
    let passed = 0
    const clock = {
      now: () => performance.now(),
      date: () => new Date(Date.UTC(2026, 10, 22) + passed),
    }
    const names = Object.fromEntries(
      Array.from({ length: TARGETS }, (_, n) => [`t${n}.example`, [['10.1.1.1']]]),
    )
    const targets = Object.keys(names).map((name) => `{ name: ${name}, url: "http://${name}/" }`)
    await using at = await site(`targets: [${targets.join(', ')}]\n`, {
      ...{ names, clock, port: server.port },
      times: 'step: 60s, target: 60s, sweep: 10m',
    })
    let before = held()
    for (let sweep = 1; sweep <= SWEEPS; sweep++) {
      const outcome = await at.agent.sweep('scheduled', new AbortController().signal)
      expect(outcome).toMatchObject({ state: 'done', report: { summary: { pass: TARGETS } } })
      passed += FIVE_MINUTES
      if (sweep === WARM) before = held()
    }
    const after = held()
    const grown = ((after.heap - before.heap) / MB).toFixed(1)
    process.stdout.write(
      `soak of ${SWEEPS}: descriptors ${before.descriptors} to ${after.descriptors}, threads ${before.threads} to ${after.threads}, heap ${(before.heap / MB).toFixed(1)} MB, ${grown} MB more\n`,
    )
    expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 2)
    expect(after.threads).toBeLessThanOrEqual(before.threads)
    expect(after.heap - before.heap).toBeLessThan(16 * MB)
    expect(await at.store.incidents({ limit: 9 })).toEqual([])
  },
)
