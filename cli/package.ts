import { createHash } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { bundle } from '../tools/bundle.ts'
import { versionOfSources } from './version.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** The one file. It needs Node 24, and neither npm nor a network. */
export const FILE = 'perimeter.mjs'

/** The oldest major of Node that has all that the program uses. */
const NODE = 24

/**
 * Imports nothing: an older Node that lacks something is refused first, and an import of a module of Node’s evaluates all
 * that it exports, streams of stdin and web cryptography included, at a quarter of the price of bare Node.
 */
const HEAD = `#!/usr/bin/env node
if (Number.parseInt(process.versions.node, 10) < ${NODE}) {
  process.stderr.write(\`perimeter: needs Node ${NODE} or later, and this is \${process.version}: run it with a newer one\\n\`)
  process.exit(2)
}
const require = process.getBuiltinModule('node:module').createRequire(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname
`

/**
 * Makes the command line as one file, catalogs, page and schemas inside, with the licences of what is in it and its
 * checksum and bill of materials beside it. The same sources give the same bytes. Returns how many there are. `kept` is
 * a file for the program alone, as CommonJS.
 */
export async function packageCli(outDir: string, kept?: string): Promise<number> {
  await bundle({
    entry: 'cli/main.ts',
    ...{ outDir, external: [], single: { file: FILE, head: HEAD } },
    define: { PERIMETER_VERSION: JSON.stringify(versionOfSources()) },
  })
  const file = path.join(outDir, FILE)
  const whole = readFileSync(file, 'utf8')
  if (kept !== undefined) writeFileSync(kept, whole.slice(HEAD.length))
  chmodSync(file, 0o755)
  writeSum(file)
  return Buffer.byteLength(whole)
}

/** Writes the checksum of a file beside it, as sha256sum prints and checks it. */
export function writeSum(file: string): void {
  const sum = createHash('sha256').update(readFileSync(file)).digest('hex')
  writeFileSync(`${file}.sha256`, `${sum}  ${path.basename(file)}\n`)
}

/** `npm run package:cli` */
async function main(): Promise<void> {
  const outDir = path.join(ROOT, 'dist', 'cli')
  const bytes = await packageCli(outDir)
  const file = path.relative(process.cwd(), path.join(outDir, FILE))
  process.stdout.write(
    `${file}: ${(bytes / 1e6).toFixed(1)} MB; copy it anywhere with Node ${NODE}: node ${FILE} --help\n`,
  )
}

if (import.meta.main) await main()
