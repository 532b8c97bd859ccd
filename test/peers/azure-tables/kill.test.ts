import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { openSpool } from '../../../runtime/spool.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { wholeReport } from '../../../shared/report/whole.ts'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import { END } from '../../../stores/rows/encode.ts'
import { notificationKey, partitionOf } from '../../../stores/rows/layout.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { missing, type TablePlace, test } from './place.ts'

const SWEEPER = fileURLToPath(new URL('./sweeper.ts', import.meta.url))
const VANTAGE = 'prod-japaneast'
const KILLS = 30
/** A life ends within the sweep after so many, so that a slow machine sees as much. */
const MOST_SWEEPS = 14
/** About as long as one sweep takes, in ms. */
const SWEEP = 60

/** One process, killed at a moment of its own; null: let it end. Gives the reports that it knew are kept. */
async function live(args: readonly string[], dir: string, random: (() => number) | null) {
  const child = spawn(process.execPath, [SWEEPER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(dir, 'compile-cache') },
  })
  let out = ''
  let killing = random === null
  const [end, delay] = random ? [1 + random() * MOST_SWEEPS, random() * SWEEP] : [0, 0]
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (out.split('\n').length <= end || killing) return
    killing = true
    setTimeout(() => child.kill('SIGKILL'), delay)
  })
  const [code] = await once(child, 'close')
  if (random === null && code !== 0) throw new Error(`The last life ended with status ${code}`)
  // A line that was cut short says nothing.
  const lines = out.split('\n').slice(0, -1)
  return lines.flatMap((line) => /^done (.*)$/.exec(line)?.[1] ?? [])
}

/** Notifications that the store has, whatever became of them, by their keys. */
async function kept(table: TablePlace): Promise<readonly string[]> {
  const rows = await table.open()
  const range = { from: 'n.', to: `n.${END}`, limit: 100_000, columns: [] }
  return (await rows.list(partitionOf(VANTAGE), range)).map(({ key }) => key)
}

/** Reports that are listed must be there, with their evidence. */
async function expectWhole(store: ResultsStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const report = await store.get(id)
    if (report === null) throw new Error(`${id} is listed and cannot be read`)
    const whole = await wholeReport(store, report)
    expect(whole.results.every((r) => r.observations.length > 0)).toBe(true)
  }
}

async function examine(table: TablePlace, dir: string, done: readonly string[]): Promise<void> {
  const store = await openAzureTables(table.settings())
  const ids = (await store.sweepsAfter(VANTAGE, null, 100_000)).map(({ id }) => id)
  expect(await openSpool(path.join(dir, 'spool')).list()).toEqual([])
  expect(done.filter((id) => !ids.includes(id))).toEqual([])
  expect(new Set(done).size).toBe(done.length)
  expect(new Set(ids).size).toBe(ids.length)
  await expectWhole(store, ids)
  expect((await store.alertState(VANTAGE))?.through.id).toBe(ids.at(-1))
  expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
  await store.close()
  const sent = readFileSync(path.join(dir, 'sent'), 'utf8').trim().split('\n')
  expect([...new Set(sent.map(notificationKey))].sort()).toEqual((await kept(table)).toSorted())
  // Enough happened for the above to mean something.
  expect(ids.length).toBeGreaterThan(KILLS)
  expect(sent.length).toBeGreaterThan(10)
}

describe.skipIf(missing)(
  `SIGKILL at ${KILLS} random moments${missing ? `: ${missing}` : ''}`,
  () => {
    test('every report once, every notification at least once', {
      timeout: 240_000,
    }, async ({ table }) => {
      const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-kill-'))
      const { connectionString, table: name } = table.settings()
      const random = seeded(1)
      const done: string[] = []
      for (let life = 0; life < KILLS; life++) {
        const args = [connectionString, name, dir, String(life)]
        done.push(...(await live(args, dir, random)))
      }
      done.push(...(await live([connectionString, name, dir, String(KILLS), '4'], dir, null)))
      await examine(table, dir, done)
      rmSync(dir, { recursive: true })
    })
  },
)
