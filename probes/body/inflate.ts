import type { Transform } from 'node:stream'
import zlib from 'node:zlib'
import { printable } from '../printable.ts'

/** What came of undoing a Content-Encoding. */
export interface Inflated {
  /** The body without its codings; as it came when `problem` says that they could not be undone. */
  readonly bytes: Buffer
  /** Why the codings could not be undone; null when they were, or when there are none. */
  readonly problem: string | null
}

/** More codings over one another are used by nobody but those who want to exhaust a client. */
const MOST_CODINGS = 2

/**
 * Undoes the codings of a body (RFC 9110, 8.4), the last applied first. A body that was cut yields what its beginning
 * holds. Never yields more than `most` bytes, whatever the ratio: the decoder is stopped there, so that a
 * decompression bomb costs no more than an honest page.
 */
export async function inflate(bytes: Buffer, encoding: string, most: number): Promise<Inflated> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .toReversed()
  if (codings.length === 0 || bytes.length === 0) return { bytes, problem: null }
  if (codings.length > MOST_CODINGS) {
    return { bytes, problem: `${codings.length} codings over one another` }
  }
  let body = bytes
  for (const coding of codings) {
    const decoder = decoderFor(coding, body)
    if (decoder === null) return { bytes, problem: `unknown coding ${printable(coding, 20)}` }
    const one = await through(decoder, body, most)
    if (one.problem !== null) return { bytes, problem: `${coding}: ${one.problem}` }
    body = one.bytes
  }
  return { bytes: body, problem: null }
}

/** `deflate` is zlib’s format, and some servers send the bare one (RFC 9110, 8.4.1.2): the first byte tells. */
function decoderFor(coding: string, body: Buffer): Transform | null {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip()
    case 'deflate':
      return ((body[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw()
    case 'br':
      return zlib.createBrotliDecompress()
    case 'zstd':
      return zlib.createZstdDecompress()
    default:
      return null
  }
}

/** What a decoder yields, up to `most` bytes; what came before an error counts, since bodies are cut. */
async function through(decoder: Transform, body: Buffer, most: number): Promise<Inflated> {
  const parts: Buffer[] = []
  let room = most
  try {
    decoder.end(body)
    for await (const part of decoder) {
      parts.push(part.subarray(0, room))
      room -= part.length
      if (room <= 0) break
    }
  } catch (error) {
    if (parts.length === 0) return { bytes: body, problem: printable((error as Error).message, 80) }
  } finally {
    decoder.destroy()
  }
  return { bytes: Buffer.concat(parts), problem: null }
}
