import process from 'node:process'
import { fileFault } from './file-fault.ts'
import { EXIT, type ExitStatus } from './io.ts'

/**
 * Keeps a closed or full stdout from ending the process with a stack. A reader that has seen enough (`| head`) is no
 * fault: the status stays that of the result. Where the result could not be written, that is said once, with status 3.
 * @returns what the status becomes, null while nothing went wrong
 */
export function watchStdout(): () => ExitStatus | null {
  let fault: ExitStatus | null = null
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || fault !== null) return
    fault = EXIT.notStored
    process.exitCode = fault
    process.stderr.write(`perimeter: Cannot write the result: ${fileFault(error)}\n`)
  })
  process.stderr.on('error', () => undefined)
  return () => fault
}
