import type { Socket } from 'node:net'
import { fail } from '../../shared/failure/failure.ts'
import { connectionFailure } from '../classify.ts'
import { inTime, release } from '../deadline.ts'
import { bad, type ExchangeContext, failed, type Settled } from './exchange.ts'
import { type Query, readReply } from './message.ts'

/**
 * Asks one server over TCP: one connection, one question, one reply of at most 65535 bytes behind its two-byte
 * length (RFC 1035, 4.2.2; RFC 7766). `isOpen`: what `dial` gives is connected. Ends with the socket closed.
 */
export async function askOverTcp(
  ctx: ExchangeContext,
  query: Query,
  dial: () => Socket,
  isOpen = false,
): Promise<Settled> {
  const frame = new Frame()
  let socket: Socket | null = null
  const { value, failure } = await inTime<Settled>(ctx, (done, broken) => {
    socket = dial()
    if (isOpen) socket.write(framed(query.bytes))
    else socket.once('connect', () => socket?.write(framed(query.bytes)))
    socket.on('data', (chunk) => {
      const message = frame.push(chunk)
      if (message !== null) done(outcomeOf(message, query))
    })
    socket.once('end', () => broken(fail('eof_error', `TCP closed after ${frame.progress()}`)))
    socket.on('error', (error) => broken(connectionFailure(error)))
  })
  if (socket !== null) await release(socket)
  if (value !== null) return value
  if (failure.code !== 'generic_timeout_error') return failed(failure)
  return failed(fail(failure.code, `TCP: ${failure.raw}, after ${frame.progress()}`))
}

/** One segment for both: some servers read no further than the first. */
function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** On a connection of our own, whatever comes is meant as the reply. */
export function outcomeOf(message: Buffer, query: Query): Settled {
  const reading = readReply(message, query, 'tcp')
  if (reading.kind === 'reply') return reading
  if (reading.kind === 'stray') {
    return bad('dns_reply_with_wrong_query_id', `TCP reply with ${reading.why}`)
  }
  const why = reading.kind === 'truncated' ? 'cut' : reading.why
  return bad('dns_server_misbehaving', `malformed TCP reply: ${why}`)
}

/** Puts the one message of a connection together from whatever pieces it comes in. */
class Frame {
  #chunks: Buffer[] = []
  #size = 0

  /** Takes a piece; returns the message when it is whole. */
  push(chunk: Buffer): Buffer | null {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    const wanted = this.#wanted()
    if (wanted === null || this.#size < 2 + wanted) return null
    return Buffer.concat(this.#chunks).subarray(2, 2 + wanted)
  }

  /** How far the message came, in words. */
  progress(): string {
    const wanted = this.#wanted()
    return wanted === null ? `${this.#size} bytes` : `${this.#size - 2} of ${wanted} bytes`
  }

  #wanted(): number | null {
    if (this.#size < 2) return null
    if ((this.#chunks[0]?.length ?? 0) < 2) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0]?.readUInt16BE(0) ?? null
  }
}
