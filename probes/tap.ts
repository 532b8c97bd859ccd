import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * A stream over a socket that keeps the first bytes that arrive. A reader that gives up destroys the stream, and the
 * socket stays open and is read on: another reader may take what came and what follows. The socket is the caller's
 * to release.
 */
export class Tap extends Duplex {
  /** Bytes that arrived, kept or not. */
  arrived = 0
  /** Whether nothing more will arrive. */
  over = false
  /** Called after each arrival and at the end. */
  notify: () => void = () => undefined
  readonly #socket: Socket
  readonly #most: number
  readonly #kept: Buffer[] = []

  /** Keeps at most `most` bytes, rounded up to what arrives at once. */
  constructor(socket: Socket, most: number) {
    // The socket encodes text by itself.
    super({ decodeStrings: false })
    this.#socket = socket
    this.#most = most
    // An error is the socket’s own, which its listeners report.
    this.on('error', () => undefined)
    socket.pause()
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.#end())
    socket.on('close', () => this.#close())
  }

  /** The bytes from the first on, as far as they were kept. */
  get bytes(): Buffer {
    return Buffer.concat(this.#kept)
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(
    chunk: Buffer | string,
    encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.write(chunk, encoding, done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.over) this.#socket.resume()
    done(error)
  }

  #take(chunk: Buffer): void {
    if (this.arrived < this.#most) this.#kept.push(chunk)
    this.arrived += chunk.length
    if (this.destroyed && this.arrived >= this.#most) this.#socket.pause()
    else if (!this.destroyed && !this.push(chunk)) this.#socket.pause()
    this.notify()
  }

  #end(): void {
    this.over = true
    if (!this.destroyed) this.push(null)
    this.notify()
  }

  #close(): void {
    const cut = !this.over
    this.over = true
    if (cut || this.#socket.errored !== null) this.destroy(this.#socket.errored ?? undefined)
    this.notify()
  }
}
