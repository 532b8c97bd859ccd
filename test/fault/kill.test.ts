import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openSpool } from '../../runtime/spool.ts'
import { wholeReport } from '../../shared/report/whole.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { seeded } from '../fixtures/seeded.ts'

const SWEEPER = fileURLToPath(new URL('./sweeper.ts', import.meta.url))
const PLACES = 2
const KILLS = 100
/** After a word of the process, in ms: it sweeps some hundred times a second. */
const LONGEST_LIFE = 160

interface Life {
  /** Ids of the reports that it was told are kept. */
  readonly done: readonly string[]
}

interface Kill {
  /** What it says first: that it is ready, or that a sweep is done, however slow the machine is. */
  readonly after: 'ready' | 'done'
  readonly ms: number
}

/** One process, killed so many ms after it said so; null: let it end. */
async function live(args: readonly string[], kill: Kill | null): Promise<Life> {
  const child = spawn(process.execPath, [SWEEPER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: path.join(path.dirname(args[0] ?? ''), 'compile-cache'),
    },
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const said = kill !== null && out.includes(kill.after)
    out += text
    if (kill !== null && !said && out.includes(kill.after)) {
      setTimeout(() => child.kill('SIGKILL'), kill.ms)
    }
  })
  const [code] = await once(child, 'close')
  if (kill === null && code !== 0) throw new Error(`The last life ended with status ${code}`)
  // A line that was cut short says nothing.
  const lines = out.split('\n').slice(0, -1)
  return { done: lines.flatMap((line) => /^done (.*)$/.exec(line)?.[1] ?? []) }
}

async function killedAtRandom(place: number, dir: string): Promise<readonly string[]> {
  const random = seeded(place)
  const done: string[] = []
  for (let life = 1; life <= KILLS; life++) {
    const after = life % 2 === 0 ? 'ready' : 'done'
    const lived = await live([dir, String(life)], { after, ms: random() * LONGEST_LIFE })
    done.push(...lived.done)
  }
  const last = await live([dir, String(KILLS + 1), '4'], null)
  return [...done, ...last.done]
}

/** What must hold of a place whatever happened there. */
async function examine(dir: string, done: readonly string[]) {
  const file = path.join(dir, 'results.db')
  using db = new DatabaseSync(file)
  expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  const store = openSqliteStore(file)
  try {
    const sweeps = await store.sweepsAfter('prod-japaneast', null, 100_000)
    const ids = sweeps.map(({ id }) => id)
    expect(await openSpool(path.join(dir, 'spool')).list()).toEqual([])
    expect(done.filter((id) => !ids.includes(id))).toEqual([])
    expect(new Set(done).size).toBe(done.length)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) {
      const report = await store.get(id)
      if (report === null) throw new Error(`${id} is listed and cannot be read`)
      const whole = await wholeReport(store, report)
      expect(whole.results.every((r) => r.observations.length > 0)).toBe(true)
    }
    expect((await store.alertState('prod-japaneast'))?.through.id).toBe(ids.at(-1))
    expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
    const outbox = db
      .prepare('select id from outbox')
      .all()
      .map(({ id }) => String(id))
    const sent = readFileSync(path.join(dir, 'sent'), 'utf8').trim().split('\n')
    expect(outbox.filter((id) => !sent.includes(id))).toEqual([])
    expect(sent.filter((id) => !outbox.includes(id))).toEqual([])
    return { reports: ids.length, notifications: outbox.length, sent: sent.length }
  } finally {
    await store.close()
  }
}

test(`SIGKILL at ${PLACES * KILLS} random moments: every report once, every notification at least once`, {
  timeout: 600_000,
}, async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-kill-'))
  try {
    const places = Array.from({ length: PLACES }, (_, place) => path.join(dir, String(place)))
    for (const place of places) await live([place, '0', '1'], null)
    expect(places.every((place) => existsSync(path.join(place, 'results.db')))).toBe(true)
    const done = await Promise.all(places.map((place, n) => killedAtRandom(n, place)))
    const found = []
    for (const [n, place] of places.entries()) found.push(await examine(place, done[n] ?? []))
    // Enough happened for the above to mean something.
    for (const { reports, notifications } of found) {
      expect(reports).toBeGreaterThan(KILLS / 2)
      expect(notifications).toBeGreaterThan(10)
    }
  } finally {
    rmSync(dir, { recursive: true })
  }
})
