import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { seeded } from '../fixtures/seeded.ts'
import { examine, type Truth } from './examine.ts'
import { calmLife, killedLife, MOMENTS } from './moments.ts'
import { pretendNetwork } from './network.ts'
import type { Program } from './program.ts'
import { countOf, namesOf, PROGRAMS, type ProgramName } from './programs.ts'

/**
 * `npm run kills -- [--count N] [--of check|serve|azure|gcp] [--seed N]`: the product as it is deployed, killed so many
 * times at its start, in mid-sweep and in mid-commit, each in turn. Nothing may be lost, doubled or untrue behind it.
 * Exit status 0: so it is, 1: not.
 */

/** Lives after which the second endpoint goes down, or comes back. */
const TURN = 4
/** Sweeps of a life that is not killed. */
const CALM = 3
/** Lives between two lines that say how far it is. */
const WORD = 50
const DAY = 86_400_000

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '25' },
    of: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const count = countOf(values.count)
const say = (text: string) => void process.stdout.write(`${text}\n`)

/** The time until the lease of the killed is over passes at once. */
async function passLease(program: Program): Promise<void> {
  const store = await program.open()
  try {
    const tomorrow = new Date(Date.now() + DAY)
    const lease = await store.acquireLease('here', 'time that passes', 1, tomorrow)
    if (lease !== null) await store.releaseLease(lease)
  } finally {
    await store.close()
  }
}

async function killed(name: ProgramName): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-kills-'))
  const random = seeded(Number(values.seed))
  await using network = await pretendNetwork()
  await using program = await PROGRAMS[name](folder, network)
  const told: string[] = []
  const truths: Truth[] = []
  const kills = { start: 0, sweep: 0, commit: 0 }
  const during = async <T extends { told: readonly string[] }>(life: () => Promise<T>) => {
    const from = Date.now()
    const lived = await life()
    truths.push({ from, to: Date.now(), up: network.up })
    told.push(...lived.told)
    if (program.kind === 'scheduled') await passLease(program)
    return lived
  }
  // The first life compiles what the others only load.
  await during(() => calmLife(program, network, 1))
  const spans = await during(() => calmLife(program, network, 1))
  let lives = 0
  for (let done = 0; done < count; lives++) {
    network.up = lives % (2 * TURN) < TURN
    const moment = MOMENTS[lives % MOMENTS.length] ?? 'start'
    const lived = await during(() => killedLife(program, network, { moment, spans, random }))
    if (!lived.killed) continue
    kills[moment]++
    done++
    if (done % WORD === 0) say(`${name}: ${done} kills; load ${loadavg()[0]?.toFixed(1)}`)
  }
  network.up = true
  await during(() => calmLife(program, network, CALM))
  const { faults, ...figures } = await examine(program, { network, told, truths })
  say(
    `${name}: ${count} kills in ${lives} lives (${kills.start} at start, ${kills.sweep} in mid-sweep, ${kills.commit} in mid-commit); ${figures.reports} reports kept, ${told.length} said; ${figures.incidents} incidents, ${figures.messages} messages, ${figures.again} of them sent again; ${faults.length} faults`,
  )
  for (const fault of faults.slice(0, 40)) say(`  ${fault}`)
  // Kept for whoever looks into a fault.
  if (faults.length === 0) rmSync(folder, { recursive: true })
  else say(`  see ${folder}`)
  return faults.length === 0
}

const results: boolean[] = []
for (const name of namesOf(values.of, Object.keys(PROGRAMS) as ProgramName[])) {
  results.push(await killed(name))
}
const passed = results.filter(Boolean).length
say(`${passed} passed, ${results.length - passed} failed`)
process.exitCode = passed === results.length ? 0 : 1
