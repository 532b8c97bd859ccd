import process from 'node:process'
import { isDeepStrictEqual } from 'node:util'

/** Named checks: a line each as they end, and their count. */
export class Checks {
  #passed = 0
  #failed = 0

  /** Runs one; what it gives is wrong, and so is what it throws. */
  async check(name: string, work: () => Promise<readonly string[]>): Promise<void> {
    const begin = performance.now()
    const wrong = await work().catch((error: unknown) => [String(error)])
    if (wrong.length === 0) this.#passed++
    else this.#failed++
    const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(5)
    process.stdout.write(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${seconds} s  ${name}\n`)
    for (const line of wrong) process.stdout.write(`      ${line}\n`)
  }

  /** Writes the last line, and gives the exit status. */
  end(): number {
    process.stdout.write(`\n${this.#passed} passed, ${this.#failed} failed\n`)
    return this.#failed === 0 ? 0 : 1
  }
}

/** What is wrong with a value: nothing, when it is the expected one. */
export function unlike(what: string, told: unknown, expected: unknown): readonly string[] {
  if (isDeepStrictEqual(told, expected)) return []
  return [`${what}: ${JSON.stringify(told)}, expected ${JSON.stringify(expected)}`]
}
