import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { packageCli } from '../../cli/package.ts'

/**
 * What `explain-log` and `explain`, as they are packaged, take for large files, in peak memory and time:
 * `node test/bench/explain-files.ts [MB]`. The binary file begins with one line of a log, so that it is read to its end.
 */
const megabytes = Number(process.argv[2] ?? 200)
const MB = 1024 * 1024
const DENIED =
  'HTTPS request from 10.0.0.4:50000 to oryx-cdn.microsoft.io:443. Action: Deny. No rule matched. Proceeding with default action\n'
/** Tells, as the last line on stderr, the peak in MiB and the CPU in ms. */
const METER = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs'
  process.once('exit', () => {
    const peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024
    const { user, system } = process.cpuUsage()
    console.error('\\n' + JSON.stringify([peak, (user + system) / 1000]))
  })`)}`

const folder = mkdtempSync(join(tmpdir(), 'perimeter-explain-'))
try {
  await packageCli(folder)
  const known = file('known.log', () => Buffer.from(DENIED.repeat(MB / DENIED.length)))
  const binary = file('binary.log', (at) =>
    at === 0 ? Buffer.concat([Buffer.from(DENIED), randomBytes(MB)]) : randomBytes(MB),
  )
  const opaque = file('opaque.log', () => randomBytes(MB))
  spawnSync('gzip', ['--keep', '--fast', binary])
  for (const [what, shell] of [
    ['known form', `explain-log ${known}`],
    ['known form, through a pipe', `explain-log - < <(cat ${known})`],
    ['binary', `explain-log ${binary}`],
    ['binary, through a pipe', `explain-log - < <(cat ${binary})`],
    ['binary, gzip', `explain-log ${binary}.gz`],
    ['binary without one record', `explain-log ${opaque}`],
    ['binary, explain', `explain ${binary}`],
  ] as const)
    await measure(what, shell)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function file(name: string, piece: (at: number) => Buffer): string {
  const path = join(folder, name)
  const out = openSync(path, 'w')
  for (let at = 0; at < megabytes; at++) writeSync(out, piece(at))
  closeSync(out)
  return path
}

async function measure(what: string, call: string): Promise<void> {
  const command = `exec "$0" --import "$1" "$2" ${call}`
  const args = ['-c', command, process.execPath, METER, join(folder, 'perimeter.mjs')]
  const child = spawn('bash', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const told = (await text(child.stderr)).trim().split('\n').at(-1) ?? ''
  const [peak = 0, cpu = 0] = JSON.parse(told) as number[]
  process.stdout.write(
    `${what}: peak ${Math.round(peak)} MiB, ${Math.round((megabytes / cpu) * 1000)} MB a second of CPU over ${megabytes} MB\n`,
  )
}
