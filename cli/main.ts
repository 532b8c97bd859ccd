#!/usr/bin/env node
import '../runtime/thread-pool.ts'
import '../runtime/young-generation.ts'
import process from 'node:process'
import { leaveLookupsBehind } from './leave.ts'
import { processIo } from './process-io.ts'
import { perimeter } from './program.ts'
import { watchStdout } from './stdout-fault.ts'

async function main(): Promise<void> {
  const stdoutFault = watchStdout()
  const status = await perimeter(process.argv.slice(2), processIo())
  process.exitCode = stdoutFault() ?? status
  await leaveLookupsBehind(status)
}

// No await here: the one file that is made of this (cli/package.ts) is a CommonJS module inside.
void main()
