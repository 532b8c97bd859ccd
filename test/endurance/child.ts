import type { ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import type { Running } from './program.ts'

/** Longer than any life, so that the last line of a process that hangs is seen, in characters. */
const KEPT = 20_000

interface Ways {
  /** The report that a line of its output says is kept. */
  readonly keptIn: (line: string) => string | null
  readonly end: (child: ChildProcess) => void
}

/** Follows a child of which each line of output may tell of a report. */
export class Child implements Running {
  readonly told: string[] = []
  readonly ended: Promise<number | null>
  readonly #child: ChildProcess
  readonly #ways: Ways
  readonly #events = new EventEmitter<{ told: [] }>()
  #written = ''

  constructor(child: ChildProcess, ways: Ways) {
    this.#child = child
    this.#ways = ways
    this.ended = once(child, 'close').then(([status]) => status as number | null)
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream?.setEncoding('utf8').on('data', (text: string) => {
        // A line that was cut short by the end says nothing.
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) this.line(line)
      })
    }
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN
  }

  output(): string {
    return this.#written
  }

  line(line: string): void {
    this.#written = `${this.#written}${line}\n`.slice(-KEPT)
    const id = this.#ways.keptIn(line)
    if (id !== null) this.tell(id)
  }

  tell(id: string): void {
    this.told.push(id)
    this.#events.emit('told')
  }

  async done(sweeps: number): Promise<void> {
    const over = this.ended.then(() => true)
    while (this.told.length < sweeps) {
      if ((await Promise.race([over, once(this.#events, 'told')])) === true) return
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  end(): void {
    this.#ways.end(this.#child)
  }
}

/** The report of a log line about a sweep that is in the store or waits for it. */
export function sweptIn(line: string): string | null {
  if (!line.startsWith('{')) return null
  const { event, report, kept } = JSON.parse(line)
  return event === 'sweep' && kept !== 'logged' ? report : null
}
