import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { packageGcp } from '../../gcp/package.ts'
import { FRAMEWORK, OWN, RunningFunction } from '../packages/gcp-function.ts'
import { spread } from './figures.ts'

/**
 * How long a fresh process of the packaged function takes from its start to its first answer, beside a function of the
 * framework that only says hello, in turns in the same run; once started by the framework, too, and once by itself.
 */

const ROUNDS = 15
/** Of a hello, both started by the framework: the median of the ratios of the rounds. */
const GOAL = 1.5
/** From here on it fails: something heavy is loaded at the start that was not. */
const BAR = 2

const CONFIG = 'targets: [{ name: own, url: "https://127.0.0.1:9" }]\nstore: { sqlite: ./p.db }\n'
const HELLO = `import { http } from '@google-cloud/functions-framework'
http('perimeter', (request, response) => response.send('hello'))
`

interface Side {
  readonly name: string
  readonly folder: string
  readonly program: string
  readonly ms: number[]
}

async function coldStart({ folder, program }: Side): Promise<number> {
  const begin = performance.now()
  await using running = await RunningFunction.start(folder, program, {
    FUNCTION_TARGET: 'perimeter',
    PERIMETER_CONFIG_YAML: CONFIG,
  })
  const { status } = await running.get('/api/health')
  if (status !== 200) throw new Error(`/api/health answered ${status}`)
  return performance.now() - begin
}

async function main(): Promise<number> {
  const root = mkdtempSync(path.join(tmpdir(), 'perimeter-cold-'))
  try {
    const ours = path.join(root, 'ours')
    const hello = path.join(root, 'hello')
    await packageGcp({ outDir: ours })
    const npm = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']
    await promisify(execFile)('npm', npm, { cwd: ours })
    cpSync(ours, hello, { recursive: true, filter: (from) => !from.startsWith(`${ours}/chunks`) })
    writeFileSync(path.join(hello, 'index.js'), HELLO)
    const sides: readonly Side[] = [
      { name: 'hello, by the framework', folder: hello, program: FRAMEWORK, ms: [] },
      { name: 'perimeter, by the framework', folder: ours, program: FRAMEWORK, ms: [] },
      { name: 'perimeter, node index.js', folder: ours, program: OWN, ms: [] },
    ]
    for (let round = 0; round <= ROUNDS; round++) {
      for (const side of sides) {
        const ms = await coldStart(side)
        // The first round warms the disk’s cache.
        if (round > 0) side.ms.push(ms)
      }
    }
    return report(sides)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function report(sides: readonly Side[]): number {
  const [hello = [], framed = []] = sides.map(({ ms }) => ms)
  const ratios = (of: readonly number[]) =>
    spread(of.map((ms, round) => ms / (hello[round] ?? Number.NaN)))
  for (const { name, ms } of sides) {
    const { min, median, max } = spread(ms)
    const ratio = ratios(ms).median.toFixed(2)
    say(
      `${name}: median ${median.toFixed(0)} ms, ${min.toFixed(0)} to ${max.toFixed(0)} ms, ratio ${ratio}`,
    )
  }
  say(`goal: a ratio of at most ${GOAL}, bar ${BAR}; ${ROUNDS} rounds`)
  return ratios(framed).median <= BAR ? 0 : 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main()
