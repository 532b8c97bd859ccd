import type { Socket } from 'node:net'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import { closeFailure, tlsFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import { type Ended, inTime } from '../deadline.ts'
import { excerpt } from '../printable.ts'

/** One message at the beginning of some bytes, with its length in bytes; or that more must come, or that it is none. */
export type Parsed<T> = 'more' | 'invalid' | { readonly value: T; readonly length: number }

/** What a server says before credentials fits in far less; more is not read. */
const MOST = 16 * 1024

/** Bytes of an answer in another protocol that are kept. */
const BEGINNING = 40

/** Speaks over an open socket, one message after the other. What was not asked for stays in the socket. */
export class Dialogue {
  /** Whether anything came back. */
  answered = false
  readonly #ctx: Pick<StepContext, 'budget' | 'signal' | 'now'>
  readonly #socket: Socket
  #kept: Buffer = Buffer.alloc(0)

  constructor(ctx: Pick<StepContext, 'budget' | 'signal' | 'now'>, socket: Socket) {
    this.#ctx = ctx
    this.#socket = socket
  }

  say(bytes: Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes)
  }

  /** The next message; a failure where the connection ends first, or what comes is none. */
  async hear<T>(parse: (bytes: Buffer) => Parsed<T>): Promise<Ended<T>> {
    let stop = () => {}
    const heard = await inTime<T>(this.#ctx, (done, failed) => {
      const socket = this.#socket
      const read = () => {
        // One byte more than is left may show that a message is too long; the rest stays unread.
        for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
          this.#kept = Buffer.concat([this.#kept, chunk])
          this.answered = true
          if (this.#kept.length > MOST) break
        }
        this.#take(parse, done, failed)
      }
      const broken = (error: Error) => failed(tlsFailure(error))
      const over = () => {
        read()
        failed(closeFailure(socket.errored))
      }
      stop = () =>
        socket.off('readable', read).off('error', broken).off('end', over).off('close', over)
      socket.on('readable', read).on('error', broken).on('end', over).on('close', over)
      read()
      if (socket.destroyed || socket.readableEnded) over()
    })
    stop()
    return heard
  }

  #take<T>(
    parse: (bytes: Buffer) => Parsed<T>,
    done: (value: T) => void,
    failed: (failure: Failure) => void,
  ): void {
    if (this.#kept.length === 0) return
    const parsed = parse(this.#kept)
    if (parsed === 'invalid' || (parsed === 'more' && this.#kept.length > MOST)) {
      failed(fail('database_invalid_response', beginningOf(this.#kept)))
    } else if (parsed !== 'more') {
      this.#kept = this.#kept.subarray(parsed.length)
      done(parsed.value)
    }
  }
}

/** How an answer begins that is not of the protocol: by its name where the bytes tell. */
function beginningOf(bytes: Buffer): string {
  const [first, second] = bytes
  // Alert or handshake, version 3.x (RFC 8446, 5.1).
  if ((first === 0x15 || first === 0x16) && second === 3) return 'starts as a TLS record'
  return `starts with ${JSON.stringify(excerpt(bytes, BEGINNING))}`
}
