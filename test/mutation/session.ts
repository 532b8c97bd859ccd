import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Answer, Question } from './runner.ts'

const RUNNER = fileURLToPath(new URL('./runner.ts', import.meta.url))
const IN_CHILD = new URL('./in-child.js', import.meta.url).href

/** A warm vitest in a process of its own: a mutant that loops without end costs that process. */
export class Session implements AsyncDisposable {
  #child: ChildProcess | null = null
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'perimeter-mutant-'))

  /** Null: no answer within so many ms, which is a mutant that was noticed. */
  async ask(question: Question, limit: number): Promise<Answer | null> {
    this.#tellPrograms(question)
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

  /** What the programs read that a test starts. */
  get #told(): string {
    return path.join(this.#folder, 'mutant.json')
  }

  #tellPrograms({ file, source }: Question): void {
    writeFileSync(this.#told, JSON.stringify({ url: pathToFileURL(file), source }))
  }

  async #start(): Promise<ChildProcess> {
    const options = `${process.env['NODE_OPTIONS'] ?? ''} --import ${IN_CHILD}`
    const child = fork(RUNNER, {
      env: { ...process.env, MUTANT: this.#told, NODE_OPTIONS: options },
      // A group of its own, so that its workers end with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#child = child
    await once(child, 'message')
    return child
  }

  #kill(): void {
    const { pid } = this.#child ?? {}
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child !== null) {
      const exited = once(this.#child, 'exit')
      this.#kill()
      await exited
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
