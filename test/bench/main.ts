import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addSbinToPath, ISOLATED, missing } from './needs.ts'
import { readOptions } from './options.ts'

/**
 * Compares our sweep with blackbox_exporter on one loopback rig: `main.ts [--rounds N] [--sweeps N] [--profile FOLDER]`.
 * Exit status 0: measured, 1: a target failed, 2: the call is wrong, or the machine lacks something. Whether the bar is
 * met is printed and no status: the machine's other work moves the ratio.
 */

process.exitCode = await bench(process.argv.slice(2))

async function bench(args: readonly string[]): Promise<number> {
  addSbinToPath()
  const problems = [...wrongCall(args), ...missing()]
  for (const problem of problems) process.stderr.write(`bench: ${problem}\n`)
  if (problems.length > 0) return 2
  const folder = mkdtempSync(join(tmpdir(), 'perimeter-bench-'))
  try {
    return await isolated(folder, args)
  } finally {
    // Processes of the rig may still be dying, with a log open in it.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Ends, on a signal as well, with every process of the rig gone. */
async function isolated(folder: string, args: readonly string[]): Promise<number> {
  const inside = fileURLToPath(new URL('inside.ts', import.meta.url))
  const command = [...ISOLATED, process.execPath, inside, folder, ...args]
  const child = spawn('unshare', command, { stdio: ['ignore', 'inherit', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => child.kill('SIGKILL'))
  }
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 130
}

function wrongCall(args: readonly string[]): readonly string[] {
  try {
    readOptions(args)
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
