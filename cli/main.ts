#!/usr/bin/env node
import '../runtime/thread-pool.ts'
import process from 'node:process'
import { leaveLookupsBehind } from './leave.ts'
import { processIo } from './process-io.ts'
import { perimeter } from './program.ts'
import { watchStdout } from './stdout-fault.ts'

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort())
}

const stdoutFault = watchStdout()
const status = await perimeter(process.argv.slice(2), processIo(interrupted.signal))
process.exitCode = stdoutFault() ?? status
await leaveLookupsBehind(status)
