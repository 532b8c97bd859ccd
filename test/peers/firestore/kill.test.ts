import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { openSpool } from '../../../runtime/spool.ts'
import { catchUp } from '../../../shared/agent/alerting.ts'
import type { Report } from '../../../shared/model/report.ts'
import { alertPolicy } from '../../../shared/notify/policy.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { wholeReport } from '../../../shared/report/whole.ts'
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { ALERTS, world } from '../../shared/agent/world.ts'
import { missing, test } from './place.ts'

const SWEEPER = fileURLToPath(new URL('./sweeper.ts', import.meta.url))
const KILLS = 25
/** Sweeps of the longest life. */
const LONGEST_LIFE = 5
/** About how long the first sweep of a process takes, in ms. */
const FIRST = 200
const VANTAGE = 'prod-japaneast'

/**
 * One process, killed after so many sweeps: 2.5 is about in the middle of the third, however fast the machine is. Null:
 * let it end. Gives the ids that it was told are kept.
 */
async function live(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  killAfter: number | null,
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [SWEEPER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const lines: string[] = []
  let last = performance.now()
  for await (const line of createInterface(child.stdout)) {
    const [now, sweeps] = [performance.now(), lines.push(line) - 1]
    if (killAfter !== null && sweeps === Math.floor(killAfter)) {
      setTimeout(() => child.kill('SIGKILL'), (killAfter % 1) * (sweeps === 0 ? FIRST : now - last))
    }
    last = now
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
  if (killAfter === null && child.exitCode !== 0) {
    throw new Error(`The last life ended with status ${child.exitCode}`)
  }
  return lines.flatMap((line) => /^done (\S+Z-prod)$/.exec(line)?.[1] ?? [])
}

/** What would have been sent had nobody been killed: alerts derived anew from the reports. */
async function expectedNotifications(reports: readonly Report[]): Promise<readonly string[]> {
  using clean = world()
  const { store, clock, log } = clean
  for (const report of reports) await store.append(report)
  const policy = alertPolicy(ALERTS, null)
  const entries = { write: (entry: (typeof log)[number]) => void log.push(entry) }
  await catchUp({ vantage: VANTAGE, store, policy, clock, log: entries })
  const due = await store.dueOutbox(VANTAGE, new Date('2099-01-01'), 100_000)
  return due.map(({ notification }) => notification.id).sort()
}

async function reportsOf(store: ResultsStore): Promise<readonly Report[]> {
  const reports: Report[] = []
  for (const { id } of await store.sweepsAfter(VANTAGE, null, 100_000)) {
    const report = await store.get(id)
    if (report === null) throw new Error(`${id} is listed and cannot be read`)
    reports.push(report)
  }
  return reports
}

describe.skipIf(missing !== null)(`a process that is killed ${missing ?? ''}`, () => {
  test(`SIGKILL at ${KILLS} random moments: every report once, every notification at least once`, {
    timeout: 120_000,
  }, async ({ firestore }) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-kill-'))
    const store = await openFirestore(firestore.settings, { env: firestore.env() })
    try {
      const env = { ...firestore.env(), NODE_COMPILE_CACHE: path.join(dir, 'compile-cache') }
      const args = (life: number) => [firestore.settings.project, dir, String(life)]
      const random = seeded(1)
      const done: string[] = []
      for (let life = 1; life <= KILLS; life++) {
        done.push(...(await live(args(life), env, random() * LONGEST_LIFE)))
      }
      done.push(...(await live([...args(KILLS + 1), '4'], env, null)))

      const reports = await reportsOf(store)
      const ids = reports.map(({ id }) => id)
      expect(await openSpool(path.join(dir, 'spool')).list()).toEqual([])
      expect(done.filter((id) => !ids.includes(id))).toEqual([])
      expect(new Set(done).size).toBe(done.length)
      expect(new Set(ids).size).toBe(ids.length)
      for (const report of reports) {
        const whole = await wholeReport(store, report)
        expect(whole.results.every((r) => r.observations.length > 0)).toBe(true)
      }
      expect((await store.alertState(VANTAGE))?.through.id).toBe(ids.at(-1))
      expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
      const sent = readFileSync(path.join(dir, 'sent'), 'utf8').trim().split('\n')
      expect([...new Set(sent)].sort()).toEqual(await expectedNotifications(reports))
      // Enough happened for the above to mean something.
      expect(ids.length).toBeGreaterThan(KILLS)
      expect(new Set(sent).size).toBeGreaterThan(10)
    } finally {
      await store.close()
      rmSync(dir, { recursive: true })
    }
  })
})
