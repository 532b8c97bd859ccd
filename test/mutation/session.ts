import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Answer, Question } from './runner.ts'

const RUNNER = fileURLToPath(new URL('./runner.ts', import.meta.url))

/** A warm vitest in a process of its own: a mutant that loops without end costs that process. */
export class Session implements AsyncDisposable {
  #child: ChildProcess | null = null

  /** Null: no answer within so many ms, which is a mutant that was noticed. */
  async ask(question: Question, limit: number): Promise<Answer | null> {
    const child = this.#child ?? (await this.#start())
    const over = new AbortController()
    const late = setTimeout(() => this.#kill(), limit)
    child.send(question)
    const answer = await Promise.race([
      once(child, 'message', over).then(([said]) => said as Answer),
      once(child, 'exit', over).then(() => null),
    ])
    over.abort()
    clearTimeout(late)
    if (answer === null) this.#child = null
    return answer
  }

  async #start(): Promise<ChildProcess> {
    // A group of its own, so that its workers end with it.
    const child = fork(RUNNER, { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.#child = child
    await once(child, 'message')
    return child
  }

  #kill(): void {
    const { pid } = this.#child ?? {}
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child === null) return
    const exited = once(this.#child, 'exit')
    this.#kill()
    await exited
  }
}
