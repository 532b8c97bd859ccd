import process from 'node:process'
import type { Drain } from '../runtime/drain.ts'
import { bugText } from '../shared/failure/bug-text.ts'
import type { Log } from '../shared/ports/log.ts'

export interface EndingParts {
  readonly drain: Drain
  readonly log: Log
  readonly close: () => Promise<void>
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Gives what takes the signals that end this process, at its first call. The framework has listeners for them that end
 * the process at once and fail what is under way; it adds them when it listens, after this program was loaded, and
 * a listener that is being called cannot keep the next one from being called. So they are taken at the first
 * request, which is when there first is something to lose: from then on, the process ends when the drain has.
 */
export function endingBy({ drain, log, close }: EndingParts): () => void {
  let taken = false
  const end = async () => {
    const inTime = await drain.end()
    if (!inTime)
      log.write({ severity: 'error', message: 'Something was still under way at the end' })
    await close()
  }
  const onSignal = () => {
    // A second one, to all processes of a terminal say, changes nothing: what is under way has its time.
    if (drain.stopping.aborted) return
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        log.write({ severity: 'error', message: `The end was not orderly: ${bugText(error)}` })
        process.exit(1)
      },
    )
  }
  return () => {
    if (taken) return
    taken = true
    for (const signal of SIGNALS) {
      process.removeAllListeners(signal)
      process.on(signal, onSignal)
    }
  }
}
