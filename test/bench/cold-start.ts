import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { packageAzure } from '../../azure/package.ts'
import { bundle } from '../../tools/bundle.ts'
import { AzureHost } from '../packages/azure-host.ts'
import { spread } from './figures.ts'

/**
 * How long a fresh process of the packaged function app takes to its first answer, beside an app that only says hello,
 * in turns in the same run. Both are bundled alike and loaded by a process that does what the platform’s worker does
 * and nothing else. What is judged is the median of the ratios of the rounds: a machine that is busy for a while slows both
 * sides of a round. The worker adds some 130 ms to each; a ratio of 2.1 here is about the goal of 1.5 with it.
 */

const ROUNDS = 15
/** Of a hello; the configuration is read before health answers. */
const GOAL = 2.1
/** From here on it fails: something heavy is loaded at the start that was not. */
const BAR = 2.6
/** Bytes of the archive. */
const LARGEST = 2_000_000

const EXTERNAL = ['@azure/functions-core']
const CONFIG = 'targets: [{ name: own, url: "https://127.0.0.1:9" }]\nstore: { sqlite: ./p.db }\n'

interface Side {
  readonly name: string
  readonly folder: string
  readonly ask: { readonly name: string; readonly path: string }
  readonly ms: number[]
}

/** Milliseconds from the start of the process to the end of the first answer. */
async function coldStart({ folder, ask }: Side, worker: string): Promise<number> {
  const start = performance.now()
  await using host = await AzureHost.start(folder, { PERIMETER_CONFIG_YAML: CONFIG }, worker)
  const { answer, done } = await host.request(ask.name, ask.path)
  await answer.text()
  const ms = performance.now() - start
  await done
  if (answer.status !== 200) throw new Error(`${ask.path} answered ${answer.status}`)
  return ms
}

async function main(): Promise<number> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'perimeter-cold-'))
  try {
    const made = await packageAzure({ outDir })
    const hello = path.join(outDir, 'hello')
    await bundle({ entry: 'test/bench/hello-azure.ts', outDir: hello, external: EXTERNAL })
    writeFileSync(path.join(hello, 'package.json'), '{"type":"module","main":"index.js"}')
    const loader = path.join(outDir, 'worker')
    await bundle({ entry: 'test/packages/azure-worker.ts', outDir: loader, external: [] })
    writeFileSync(path.join(loader, 'package.json'), '{"type":"module"}')
    const sides: readonly Side[] = [
      {
        ...{ name: 'perimeter, /api/health', folder: made.folder, ms: [] },
        ask: { name: 'health', path: '/api/health' },
      },
      { name: 'hello', folder: hello, ask: { name: 'hello', path: '/api/hello' }, ms: [] },
    ]
    for (let round = 0; round <= ROUNDS; round++) {
      for (const side of sides) {
        const ms = await coldStart(side, path.join(loader, 'index.js'))
        // The first round warms the disk’s cache.
        if (round > 0) side.ms.push(ms)
      }
    }
    return report(sides, made.archiveBytes)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

function report(sides: readonly Side[], archiveBytes: number): number {
  const [ours = [], theirs = []] = sides.map(({ ms }) => ms)
  const ratio = spread(ours.map((ms, round) => ms / (theirs[round] ?? Number.NaN)))
  for (const { name, ms } of sides) {
    const { min, median, max } = spread(ms)
    say(`${name}: median ${median.toFixed(0)} ms, ${min.toFixed(0)} to ${max.toFixed(0)} ms`)
  }
  const [least, middle, most] = [ratio.min, ratio.median, ratio.max].map((r) => r.toFixed(2))
  say(`ratio ${middle} (${least}..${most}), ${ROUNDS} rounds; goal ${GOAL}, bar ${BAR}`)
  say(`archive ${(archiveBytes / 1000).toFixed(0)} kB (goal: below ${LARGEST / 1000} kB)`)
  return ratio.median <= BAR && archiveBytes < LARGEST ? 0 : 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main()
