import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'

/** Instances that are killed at random moments and replaced, so many times. */
export class Fleet implements AsyncDisposable {
  readonly #start: () => ChildProcess
  readonly #running = new Set<ChildProcess>()
  readonly #random: () => number
  #killsLeft: number
  #ended = false

  constructor(start: () => ChildProcess, size: number, kills: number, random: () => number) {
    this.#start = start
    this.#killsLeft = kills
    this.#random = random
    for (let n = 0; n < size; n++) this.#add()
  }

  get killsLeft(): number {
    return this.#killsLeft
  }

  #add(): void {
    const child = this.#start()
    this.#running.add(child)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      // In the midst of a shard, or just after it, before anybody heard that it is done.
      const worth = text.includes('taking') ? 0.3 : text.includes('done') ? 0.15 : 0
      if (this.#killsLeft > 0 && this.#random() < worth) this.#kill(child)
    })
    child.once('exit', () => {
      this.#running.delete(child)
      if (!this.#ended) this.#add()
    })
  }

  #kill(child: ChildProcess): void {
    this.#killsLeft--
    child.kill('SIGKILL')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    const exits = [...this.#running].map((child) => once(child, 'exit'))
    for (const child of this.#running) child.kill('SIGKILL')
    await Promise.all(exits)
  }
}

/** A program of this repository as a process of its own, with its errors among ours. */
export function node(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  return child
}

/** Until it has ended. Throws when it failed. */
export async function done(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`It ended with status ${code}`)
}
