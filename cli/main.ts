#!/usr/bin/env node
import '../runtime/thread-pool.ts'
import process from 'node:process'
import { watchStdout } from './stdout-fault.ts'
import { versionText } from './version.ts'

async function main(args: readonly string[]): Promise<void> {
  const stdoutFault = watchStdout()
  if (asksVersionOnly(args)) {
    process.stdout.write(versionText())
    return
  }
  // Loaded when it is used: whatever asks for the version only waits for none of the commands.
  if (!checksUrls(args)) await import('../runtime/small-heap.ts')
  const { perimeter } = await import('./program.ts')
  const { processIo } = await import('./process-io.ts')
  const { leaveLookupsBehind } = await import('./leave.ts')
  const status = await perimeter(args, processIo())
  process.exitCode = stdoutFault() ?? status
  await leaveLookupsBehind(status)
}

function asksVersionOnly([first, ...others]: readonly string[]): boolean {
  return others.length === 0 && (first === '--version' || first === '-V')
}

/** Of the targets that one call names: it ends before its heap is large, and collecting early is a fifth of its work. */
function checksUrls([command, ...flags]: readonly string[]): boolean {
  return command === 'check' && flags.some((flag) => /^--url(=|$)/.test(flag))
}

// No await here: the one file that is made of this (cli/package.ts) is a CommonJS module inside.
void main(process.argv.slice(2))
