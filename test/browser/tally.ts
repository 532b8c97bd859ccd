/** Runs checks one after another, prints each, and counts. */
export class Tally {
  #passed = 0
  #failed = 0
  readonly #only: string

  /** `only`: checks whose names contain it; empty for all. */
  constructor(only: string) {
    this.#only = only
  }

  async check(name: string, run: () => Promise<void>): Promise<void> {
    if (!name.includes(this.#only)) return
    try {
      await run()
      this.#passed++
      process.stdout.write(`ok    ${name}\n`)
    } catch (error) {
      this.#failed++
      process.stdout.write(`FAIL  ${name}\n${indented(error)}\n`)
    }
  }

  /** Prints the counts, as the last line, and tells whether all is well. */
  end(): boolean {
    process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`)
    return this.#failed === 0
  }
}

function indented(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replaceAll(/^/gm, '      ')
}
