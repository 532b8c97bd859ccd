/** A value that is made when it is first asked for, once; after a failure it is tried again. */
export class Once<T> {
  readonly #make: () => Promise<T>
  #making: Promise<T> | null = null

  constructor(make: () => Promise<T>) {
    this.#make = make
  }

  async get(): Promise<T> {
    const mine = this.#making ?? this.#make()
    this.#making = mine
    try {
      return await mine
    } catch (error) {
      if (this.#making === mine) this.#making = null
      throw error
    }
  }

  /** Null when nobody asked, or it failed. */
  async got(): Promise<T | null> {
    return (await this.#making?.catch(() => null)) ?? null
  }
}
