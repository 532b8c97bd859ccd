import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addSbinToPath, ISOLATED } from './needs.ts'

/**
 * How long a sweep takes of which much is silent, as a multiple of what the longest of its targets takes alone:
 * `silent.ts [CASE...]`, at default limits, in namespaces of its own. Needs Linux and root. Exit status 0: all within the
 * bar, 1: one above it, 2: the machine lacks something.
 */

addSbinToPath()
const folder = mkdtempSync(join(tmpdir(), 'perimeter-silent-'))
try {
  const inside = fileURLToPath(new URL('silent-inside.ts', import.meta.url))
  const command = [...ISOLATED, process.execPath, inside, folder, ...process.argv.slice(2)]
  const { status, error } = spawnSync('unshare', command, { stdio: 'inherit' })
  if (error !== undefined) process.stderr.write(`bench: ${error.message}\n`)
  process.exitCode = status ?? 2
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
