import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { FILE, packageCli } from '../../cli/package.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { spread } from './figures.ts'

/**
 * How long the one file takes for `--version` and for a check of one target on loopback, beside bare Node, in turns in
 * the same run: `start.ts [ROUNDS]`. What is judged is the median of the ratios of the rounds. Node’s own modules for
 * HTTP, TLS and DNS, which a check needs, are alone some 2.3 of bare Node. Exit status 0: within the bars, 1: above one.
 */

const rounds = Number(process.argv[2] ?? 15)

interface Call {
  readonly name: string
  readonly args: readonly string[]
  /** From this ratio on it fails: a start loads something heavy that it did not. */
  readonly bar: number
  readonly ms: number[]
}

const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-start-'))
try {
  process.exitCode = await bench()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function bench(): Promise<number> {
  await using web = await httpServer(respond(200))
  await packageCli(folder)
  const file = path.join(folder, FILE)
  const check = [file, 'check', '--url', `http://127.0.0.1:${web.port}/`]
  const calls: readonly Call[] = [
    { name: 'node -e 0', args: ['-e', '0'], bar: 1, ms: [] },
    { name: '--version', args: [file, '--version'], bar: 3, ms: [] },
    { name: 'check of one target', args: check, bar: 20, ms: [] },
  ]
  for (let round = 0; round <= rounds; round++) {
    for (const { args, ms } of calls) {
      const begin = performance.now()
      await promisify(execFile)(process.execPath, args, { cwd: folder, env: {} })
      // The first round warms the disk’s cache.
      if (round > 0) ms.push(performance.now() - begin)
    }
  }
  const bare = calls[0]?.ms ?? []
  const told = calls.map((call) => ({ ...call, ratio: ratioOf(call.ms, bare) }))
  for (const { name, ms, ratio, bar } of told) {
    const { min, median, max } = spread(ms)
    const [low, middle, high] = [min, median, max].map((one) => one.toFixed(0))
    process.stdout.write(
      `${name}: median ${middle} ms (${low}..${high}), ratio ${ratio.toFixed(2)}, bar ${bar}\n`,
    )
  }
  return told.every(({ ratio, bar }) => ratio <= bar) ? 0 : 1
}

function ratioOf(ms: readonly number[], bare: readonly number[]): number {
  return spread(ms.map((one, round) => one / (bare[round] ?? Number.NaN))).median
}
