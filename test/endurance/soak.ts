import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { pretendNetwork } from './network.ts'
import type { Running } from './program.ts'
import { countOf, namesOf, PROGRAMS } from './programs.ts'

/**
 * `npm run soak -- [--count N] [--of azure|gcp]`: a package as it is deployed, in so many sweeps of 100 targets one after
 * the other. Descriptors, threads and memory stay as they are, each read between two sweeps. `serve` has its soak in
 * test/fault. Linux. Exit status 0: so it is, 1: not.
 */

const HEALTHY = 99
/** What is loaded, compiled and remembered once is by then. */
const WARM = 10
const MB = 1024 * 1024
/** More of each is a leak. */
const MORE = { descriptors: 2, threads: 0, heap: 16 * MB }

type Held = Readonly<Record<keyof typeof MORE, number>>

const ARGS = ['--expose-gc', '--import', path.join(import.meta.dirname, 'held.ts')]

const { values } = parseArgs({
  options: { count: { type: 'string', default: '25' }, of: { type: 'string' } },
})
const count = countOf(values.count)
if (count <= WARM) throw new TypeError(`--count takes a number above ${WARM}, not ${count}`)

async function heldBy(running: Running): Promise<Held> {
  const { pid } = running
  const said = () => running.output().split(/^held /m)
  const before = said().length
  process.kill(pid, 'SIGUSR2')
  while (said().length === before) await pause(5)
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: readdirSync(`/proc/${pid}/task`).length,
    heap: Number.parseInt(said().at(-1) ?? '', 10),
  }
}

async function soaked(name: 'azure' | 'gcp'): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-soak-'))
  await using network = await pretendNetwork()
  await using program = await PROGRAMS[name](folder, network, HEALTHY)
  const held: Held[] = []
  const running = await program.start({
    args: ARGS,
    async between(at) {
      if (at.told.length === WARM || at.told.length === count) held.push(await heldBy(at))
      if (at.told.length >= count) at.end()
    },
  })
  await running.done(count)
  const status = await running.ended
  rmSync(folder, { recursive: true })
  const [before, after] = held
  if (status !== 0 || before === undefined || after === undefined) {
    throw new Error(`It ended with status ${status}:\n${running.output()}`)
  }
  const mb = (bytes: number) => (bytes / MB).toFixed(1)
  process.stdout.write(
    `${name}: ${count} sweeps of ${HEALTHY + 1} targets: descriptors ${before.descriptors} to ${after.descriptors}, threads ${before.threads} to ${after.threads}, heap ${mb(before.heap)} to ${mb(after.heap)} MB; load ${loadavg()[0]?.toFixed(1)}\n`,
  )
  const whats = Object.keys(MORE) as (keyof typeof MORE)[]
  return whats.every((what) => after[what] <= before[what] + MORE[what])
}

const results: boolean[] = []
for (const name of namesOf(values.of, ['azure', 'gcp'])) results.push(await soaked(name))
const passed = results.filter(Boolean).length
process.stdout.write(`${passed} passed, ${results.length - passed} failed\n`)
process.exitCode = passed === results.length ? 0 : 1
