import { EMPTY_BOOK } from '../shared/address/book.ts'
import { classify } from '../shared/address/classify.ts'

/**
 * Bounds the connections that are open at once to one public address and port. Each costs a port of address
 * translation (SNAT), of which an instance of App Service has 128 for each address and port, and of which fewer than
 * 100 should be used
 * (https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors), and a VM behind
 * Cloud NAT with dynamic allocation 32 at first
 * (https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers). Private and Google-internal addresses cost
 * none.
 */
export class Ports {
  readonly #most: number
  readonly #lines = new Map<string, Line>()

  constructor(most: number) {
    this.#most = most
  }

  /** Waits for a port. The caller gives it back, once, when the connection is closed. */
  async take(address: string, port: number): Promise<() => void> {
    if (classify(address, EMPTY_BOOK).realm !== 'public') return () => undefined
    const key = `${address} ${port}`
    const line = this.#lines.get(key) ?? { open: 0, waiting: [] }
    this.#lines.set(key, line)
    if (line.open < this.#most) line.open++
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    return () => {
      const next = line.waiting.shift()
      if (next === undefined) line.open--
      else next()
    }
  }
}

interface Line {
  open: number
  readonly waiting: (() => void)[]
}
