import path from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import type { StatusData } from '../../shared/web/status-data.ts'
import { folder } from '../cli/call.ts'
import { type Running, serving } from '../cli/serving.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { attack } from './hostile-callers.ts'
import { inPlaceOf, strewBeside } from './hostile-files.ts'
import { hostileTargets } from './hostile-servers.ts'

const HEALTHY = 50
/** By hand, for an hour: HOSTILE_ROUNDS=120 npx vitest run test/fault/hostile.test.ts */
const ROUNDS = Number(process.env['HOSTILE_ROUNDS'] ?? 1)
const TOKEN = 'a token that nobody guesses'
/** A check of the schedule, on a machine that has more to do. */
const PATIENCE = 300_000

test.skipIf(process.platform === 'win32')(
  'hostile servers, proxies, resolvers, callers and files at once: what is healthy stays without a finding',
  { timeout: PATIENCE + ROUNDS * PATIENCE },
  async () => {
    await using stack = new AsyncDisposableStack()
    const healthy = stack.use(await httpServer(respond(200)))
    const targets = [
      ...Array.from(
        { length: HEALTHY },
        (_, n) => `{ name: healthy ${n}, url: "http://127.0.0.1:${healthy.port}/" }`,
      ),
      ...(await hostileTargets(stack, healthy.port)),
    ]
    const config = [
      'vantage: here\nproxy: none\nresolvers: []\nschedule: "* * * * * *"',
      'limits: { concurrency: 128, step: 10s, target: 15s, sweep: 120s, attempts: 1 }',
      `targets:\n${targets.map((target) => `  - ${target}\n`).join('')}`,
    ].join('\n')
    const place = stack.use(await folder({ 'perimeter.yaml': config }))
    strewBeside(path.join(place.path, 'perimeter.db'))
    const at = stack.use(await serving(place.path, { PERIMETER_TOKEN: TOKEN }))
    for (let round = 1; round <= ROUNDS; round++) {
      const callers = attack(at.origin, TOKEN)
      await inPlaceOf(path.join(place.path, 'perimeter.yaml'), async (what) => {
        const before = refusals(at)
        at.hangup()
        expect([what, refusals(at) > before]).toEqual([what, true])
        // The schedule and the page go on between two of them.
        expect((await status(at)).now).not.toBe('')
      })
      await at.said('"event":"sweep"', round + 1)
      for (const caller of callers) caller.destroy()
      await expectHealthy(at)
    }
    expect(await at.stop()).toBe(0)
  },
)

const refusals = (at: Running) => at.err().split('was not reloaded').length

async function status(at: Running): Promise<StatusData> {
  // A connection that was kept may be closed while a configuration is read.
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    accept: 'application/json',
    connection: 'close',
  }
  const answer = await fetch(`${at.origin}/api/status`, { headers })
  expect(answer.status).toBe(200)
  return (await answer.json()) as StatusData
}

async function expectHealthy(at: Running): Promise<void> {
  const { vantages, incidents } = await status(at)
  const results = vantages[0]?.latest?.results ?? []
  const good = results.filter(({ target }) => target.id.startsWith('healthy'))
  expect(good.map(({ verdict, findings }) => [verdict, findings.length])).toEqual(
    Array.from({ length: HEALTHY }, () => ['pass', 0]),
  )
  expect(results.filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThan(20)
  expect(incidents.flatMap((i) => i.targets).filter((id) => id.startsWith('healthy'))).toEqual([])
}
