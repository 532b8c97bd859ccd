import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle } from '../../tools/bundle.ts'
import { blackboxSide } from './blackbox.ts'
import type { Measured } from './figures.ts'
import { benchNames } from './names.ts'
import { CONCURRENCY, readOptions, TARGETS, WARM_UPS } from './options.ts'
import { startRig } from './rig.ts'
import type { Side } from './side.ts'
import { barLine, conclusionLine, ratioLine, sideLine } from './table.ts'
import { workerSide } from './worker-side.ts'

/** The bench proper, run by main.ts in namespaces of its own: `inside.ts FOLDER [options]`. */

try {
  const [folder = '.', ...args] = process.argv.slice(2)
  process.exitCode = await bench(folder, args)
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
// The servers of the rig are still children of this process, and would keep it.
process.exit()

async function bench(folder: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  const names = benchNames(TARGETS)
  const rig = await startRig(folder, names)
  const profiling =
    options.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`]
  const perimeter = workerSide('perimeter', await built('ours', folder), folder, profiling)
  const blackbox = blackboxSide(rig.blackbox, names)
  const floor = workerSide('bare Node', await built('floor', folder), folder)
  const sides = [perimeter, blackbox, floor]

  const { rounds, sweeps } = options
  say(`${TARGETS} https targets, ${CONCURRENCY} at once; the sides take turns, ${rounds} rounds of`)
  say(`${sweeps} sweeps after ${WARM_UPS} to warm up. Figures: median (min..max) of the rounds`)
  say(circumstances())
  say('')
  const measured = await takeTurns(sides, rounds, sweeps)
  const row = (side: Side) => ({ side, rounds: measured.get(side) ?? [] })
  const ours = row(perimeter)
  for (const side of sides) say(sideLine(row(side)))
  say('')
  say(conclusionLine(ours))
  say(ratioLine(ours, row(blackbox)))
  say(ratioLine(ours, row(floor)))
  say(barLine(ours, row(blackbox)))
  await Promise.all([perimeter.stop(), floor.stop()])
  return 0
}

/** One file, as it is deployed: what takes the types out of sources would hold more memory than a sweep does. */
async function built(side: string, folder: string): Promise<URL> {
  const outDir = join(folder, side)
  await bundle({ entry: `test/bench/${side}.ts`, outDir, external: [] })
  return pathToFileURL(join(outDir, 'index.js'))
}

/** Short turns: whatever else the machine does meets all sides alike. */
async function takeTurns(
  sides: readonly Side[],
  rounds: number,
  sweeps: number,
): Promise<ReadonlyMap<Side, readonly Measured[]>> {
  for (const side of sides) await side.measure(WARM_UPS)
  const measured = new Map<Side, Measured[]>(sides.map((side) => [side, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [side, list] of measured) list.push(await side.measure(sweeps))
  }
  return measured
}

function circumstances(): string {
  const told = execFileSync('prometheus-blackbox-exporter', ['--version'], { encoding: 'utf8' })
  const [exporter = ''] = told.replace(', version', '').split(' (')
  const { node, openssl } = process.versions
  return `Node ${node}, OpenSSL ${openssl}; ${exporter}; load of the machine ${loadavg()[0]?.toFixed(2)}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
