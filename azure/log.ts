import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { InvocationContext } from '@azure/functions'
import { logPieces } from '../runtime/log-pieces.ts'
import type { Log, LogEntry } from '../shared/ports/log.ts'

/**
 * Bytes of the fields of one line: the message of a trace in Application Insights ends after 32768 characters, and a
 * piece has a message and its short fields next to it.
 * https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete
 */
const LONGEST = 24_000

/** What the platform’s library logs with; a line that is written after the end of its invocation goes to `aside`. */
type Sink = Pick<InvocationContext, 'debug' | 'info' | 'warn' | 'error'>

const LEVELS = { debug: 'debug', info: 'info', warning: 'warn', error: 'error' } as const

/**
 * The log of the app: one line of JSON an entry, so that `parse_json(message)` finds every field in the traces of
 * Application Insights. Lines of an invocation are logged with it; others (a sweep that outlives its caller) go to the
 * console, which the host gathers, too.
 */
export class AzureLog implements Log {
  readonly #sinks = new AsyncLocalStorage<{ sink: Sink | null }>()
  readonly #aside: (line: string) => void

  constructor(aside: (line: string) => void = toConsole) {
    this.#aside = aside
  }

  /** Does some work of an invocation, whose context takes the lines until it is done. */
  async during<T>(context: Sink, work: () => Promise<T>): Promise<T> {
    const held: { sink: Sink | null } = { sink: context }
    try {
      return await this.#sinks.run(held, work)
    } finally {
      held.sink = null
    }
  }

  write(entry: LogEntry): void {
    const sink = this.#sinks.getStore()?.sink
    for (const { severity, message, fields } of logPieces(entry, LONGEST, randomUUID)) {
      // A field may bear the name of ours (the severity of an incident): the line keeps its own.
      const own = { severity, message }
      const line = JSON.stringify({ ...own, ...fields, ...own })
      if (sink) sink[LEVELS[severity]](line)
      else this.#aside(line)
    }
  }
}

function toConsole(line: string): void {
  process.stdout.write(`${line}\n`)
}
