import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { compactReport, type EvidenceBase, nextBase } from '../../shared/report/compact.ts'
import { evidenceAt } from '../../shared/report/whole.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { seeded } from '../fixtures/seeded.ts'
import { sweepAt, targetsOf } from './store-sweeps.ts'

const USE = `npm run bench:store -- [--days 30] [--vantages 20] [--targets 500] [--sampled 1440] [--dir FOLDER]

Fills a store with sweeps, one a minute, and times it. The first --sampled of one vantage are made, compacted and
appended one by one; the other days and vantages are copies of them inside the database, with other ids and times.`

const MINUTE = 60_000
const DAY = 24 * 60
const BEGAN = Date.UTC(2026, 0, 1)

interface Size {
  readonly days: number
  readonly vantages: number
  readonly targets: number
  readonly sampled: number
}

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    vantages: { type: 'string', default: '20' },
    targets: { type: 'string', default: '500' },
    sampled: { type: 'string', default: '1440' },
    dir: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  print(USE)
} else {
  const { dir, days, vantages, targets, sampled } = values
  await bench(dir, {
    days: Number(days),
    vantages: Number(vantages),
    targets: Number(targets),
    sampled: Number(sampled),
  })
}

async function bench(parent: string, size: Size): Promise<void> {
  const dir = mkdtempSync(path.join(parent, 'perimeter-bench-'))
  try {
    const file = path.join(dir, 'results.db')
    const store = openSqliteStore(file)
    await fill(store, file, size)
    await questions(store, size)
    await store.close()
  } finally {
    rmSync(dir, { recursive: true })
  }
}

async function fill(store: ResultsStore, file: string, size: Size): Promise<void> {
  const random = seeded(1)
  const cases = targetsOf(size.targets, random)
  const times: Record<'compact' | 'append', number[]> = { compact: [], append: [] }
  let base: EvidenceBase = new Map()
  for (let n = 0; n < size.sampled; n++) {
    const at = { time: BEGAN + n * MINUTE, id: `d0-v0-${n}`, vantage: 'v0' }
    const report = sweepAt(cases, at, random)
    const compacted = timed(times.compact, () => compactReport(report, base))
    base = nextBase(compacted, base)
    await timedAsync(times.append, () => store.append(compacted))
  }
  const one = bytesPerSweep(file, size.sampled)
  print(`${size.targets} targets, ${size.sampled} sweeps of one vantage, one by one`)
  row('compact', times.compact)
  row('append', times.append)
  print(
    `  ${(one / 1000).toFixed(1)} kB a sweep: ${((one * 30 * DAY) / 1e9).toFixed(2)} GB in 30 days`,
  )
  const began = performance.now()
  copies(file, size)
  const gigabytes = statSync(file).size / 1e9
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  print(
    `${size.vantages} vantages x ${size.days} days: ${size.vantages * size.days * DAY} sweeps, ${gigabytes.toFixed(2)} GB, ${(gigabytes / size.vantages).toFixed(3)} GB a vantage (copied in ${seconds} s)`,
  )
}

function bytesPerSweep(file: string, sweeps: number): number {
  using db = new DatabaseSync(file)
  db.exec('pragma wal_checkpoint(truncate)')
  return statSync(file).size / sweeps
}

function copies(file: string, { days, vantages, sampled }: Size): void {
  using db = new DatabaseSync(file)
  const copy = db.prepare(
    `insert into report
       select replace(id, 'd0-v0', :to), :vantage, at + :shift, started_at, kind, pass, warn, fail, inconclusive,
         target_set, replace(base, 'd0-v0', :to), kinds, outcomes, body
       from report where vantage = 'v0' and at >= :from and at < :until order by at`,
  )
  const outcomes = db.prepare(
    `insert into outcome
       select target_set, part, :vantage, at + :shift, replace(report, 'd0-v0', :to), started_at, kinds, records
       from outcome where vantage = 'v0' and at >= :from and at < :until order by target_set, part, at desc`,
  )
  const span = Math.min(sampled, DAY)
  for (let day = 0; day < days; day++) {
    for (let vantage = 0; vantage < vantages; vantage++) {
      if (day * DAY < sampled && vantage === 0) continue
      for (let part = 0; part < DAY; part += span) {
        const shifted = {
          to: `d${day}.${part}-v${vantage}`,
          vantage: `v${vantage}`,
          shift: (day * DAY + part) * MINUTE,
          from: BEGAN,
          until: BEGAN + span * MINUTE,
        }
        copy.run(shifted)
        outcomes.run(shifted)
      }
    }
    db.exec('pragma wal_checkpoint(truncate)')
  }
}

async function questions(store: ResultsStore, size: Size): Promise<void> {
  const random = seeded(2)
  const cases = targetsOf(size.targets, seeded(1))
  const target = () => cases[Math.floor(random() * cases.length)]?.seen.target.id ?? ''
  const vantage = () => `v${Math.floor(random() * size.vantages)}`
  const end = BEGAN + size.days * DAY * MINUTE
  const lastDay = new Date(end - DAY * MINUTE).toISOString()
  const from = new Date(BEGAN).toISOString()
  print('with all of it in the store')
  await ask('latest, one vantage', () => store.latest(vantage(), 'scheduled'))
  await ask('latest, any', () => store.latest())
  await ask('vantages and their last sweeps', () => store.vantages())
  await ask('status: vantages, incidents, outbox', async () => {
    await store.vantages()
    await store.latest(vantage(), 'scheduled')
    await store.incidents({ state: 'open', limit: 100 })
    await store.outboxDepth()
  })
  await ask('history, last day, one vantage', () =>
    store.history(target(), { vantage: vantage(), from: lastDay, limit: 2000 }),
  )
  await ask('history, last 1,000 sweeps, all', () => store.history(target(), { limit: 1000 }))
  await ask('history, 30 days, one vantage', () =>
    store.history(target(), { vantage: vantage(), from, limit: 50_000 }),
  )
  await ask('full evidence of one target', () =>
    evidenceAt(store, `d0-v0-${size.sampled - 1}`, target()),
  )
  const appended = seeded(3)
  const late: number[] = []
  let base: EvidenceBase = new Map()
  for (let n = 0; n < 100; n++) {
    const at = { time: end + n * MINUTE, id: `late-${n}`, vantage: vantage() }
    const compacted = compactReport(sweepAt(cases, at, appended), base)
    base = nextBase(compacted, base)
    await timedAsync(late, () => store.append(compacted))
  }
  row('append', late)
}

async function ask(name: string, question: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let n = 0; n < 30; n++) await timedAsync(times, question)
  row(name, times)
}

function timed<T>(times: number[], work: () => T): T {
  const began = performance.now()
  const result = work()
  times.push(performance.now() - began)
  return result
}

async function timedAsync<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  times.push(performance.now() - began)
  return result
}

function row(name: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (q: number) => (sorted[Math.floor(q * (sorted.length - 1))] ?? 0).toFixed(1)
  print(`  ${name.padEnd(36)} median ${at(0.5).padStart(7)} ms   p99 ${at(0.99).padStart(7)} ms`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
