import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const MB = 1024 * 1024
const BINARY = Buffer.from(Uint8Array.from({ length: 65_536 }, (_, n) => (n * 7919) % 256))

/** What somebody puts in the place of a configuration that is watched. */
const IN_ITS_PLACE: Readonly<Record<string, (file: string) => void>> = {
  nothing: () => {},
  emptiness: (file) => writeFileSync(file, ''),
  bytes: (file) => writeFileSync(file, BINARY),
  'a text without end': (file) => symlinkSync('/dev/zero', file),
  'a file too large': (file) => {
    writeFileSync(file, '')
    truncateSync(file, 4096 * MB)
  },
  'nesting without end': (file) => writeFileSync(file, '['.repeat(MB)),
  'a line without end': (file) => writeFileSync(file, `vantage: ${'x'.repeat(MB)}`),
  'aliases of aliases': (file) => writeFileSync(file, aliases()),
  'a pipe': (file) => void spawnSync('mkfifo', [file]),
  'a folder': (file) => mkdirSync(file),
  'a link to itself': (file) => symlinkSync(file, file),
  'another list of targets, whose files are not there': (file) =>
    writeFileSync(file, 'catalogs: [{ use: ./no.yaml }]\nca: [no.pem]\nipRanges: [no.json]\n'),
}

/** Each value is ten of the one before. */
function aliases(): string {
  const lines = Array.from({ length: 12 }, (_, n) => {
    const ten = Array.from({ length: 10 }, () => (n === 0 ? 'x' : `*a${n - 1}`))
    return `a${n}: &a${n} [${ten.join(', ')}]`
  })
  return lines.join('\n')
}

/** Puts one after the other in the place of a file, calls `act` on each, and then puts the file back. */
export async function inPlaceOf(file: string, act: (what: string) => Promise<void>): Promise<void> {
  const before = readFileSync(file)
  for (const [what, put] of Object.entries(IN_ITS_PLACE)) {
    rmSync(file, { recursive: true, force: true })
    put(file)
    await act(what)
  }
  rmSync(file, { recursive: true, force: true })
  writeFileSync(file, before)
}

/** Files beside a database that no program of ours has written. */
export function strewBeside(database: string): void {
  writeFileSync(`${database}-wal`, BINARY)
  const spool = `${database}.spool`
  mkdirSync(spool, { mode: 0o700 })
  const at = (name: string) => path.join(spool, name)
  writeFileSync(at('20260101T000000000Z-here-x.json.zst'), BINARY)
  writeFileSync(at('%E0%A4.json.zst'), '')
  writeFileSync(at(`${process.pid}.part`), BINARY)
  mkdirSync(at('folder.json.zst'))
  symlinkSync('/dev/zero', at('zero.json.zst'))
  spawnSync('mkfifo', [at('pipe.json.zst')])
}
