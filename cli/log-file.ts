import { createReadStream } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { charsetOf } from '../runtime/charset.ts'
import { fileFault } from './file-fault.ts'
import { CallError, type Io } from './io.ts'
import { type Encoding, isCrAlone, isGzip } from './log-encoding.ts'

/** In bytes: larger texts are large objects to V8, which lie apart and are collected late. */
const SLICE = 16_384

/**
 * The text of a log, piece by piece; `-` is standard input, however slowly it comes. What is gzip is unpacked, whatever
 * its name; UTF-16 is read as such, with a byte order mark or without: Windows PowerShell writes it. Lines may end with
 * CR alone. Ends early when the call is interrupted.
 * @throws CallError when the file cannot be read
 */
export async function* logText(
  file: string,
  io: Io,
  told: (encoding: Encoding) => void = () => undefined,
): AsyncGenerator<string> {
  const input = open(file, io)
  try {
    const gzip = isGzip(await begin(input))
    const plain = gzip ? unpacked(input) : input
    const start = await begin(plain)
    const charset = charsetOf(start)
    const decoder = new TextDecoder(charset)
    const crAlone = isCrAlone(new TextDecoder(charset).decode(start))
    told({ charset, gzip, crAlone })
    const lines = (text: string) => (crAlone ? text.replaceAll('\r', '\n') : text)
    for await (const piece of plain as AsyncIterable<Buffer>) {
      for (let from = 0; from < piece.length; from += SLICE) {
        yield lines(decoder.decode(piece.subarray(from, from + SLICE), { stream: true }))
      }
    }
    yield lines(decoder.decode())
  } catch (error) {
    if (io.signal.aborted) return
    const why = fileFault(error)
    const remedy = why.startsWith('Z_') ? 'the gzip file is damaged or cut off' : 'check the path'
    const shown = file === '-' ? 'standard input' : file
    throw new CallError(`Cannot read ${shown}: ${why}; ${remedy}`, { cause: error })
  } finally {
    input.destroy()
  }
}

/** A pipe is read as a stream of its own kind: a file stream on it fails (EAGAIN) while nothing has come yet. */
function open(file: string, { cwd, signal }: Io): Readable {
  if (file !== '-') return createReadStream(path.resolve(cwd, file), { signal })
  signal.addEventListener('abort', () => process.stdin.destroy(), { once: true })
  return process.stdin
}

/** The first piece, which stays in the stream. */
async function begin(input: Readable): Promise<Buffer> {
  for await (const piece of input.iterator({ destroyOnReturn: false })) {
    input.unshift(piece)
    return piece
  }
  return Buffer.alloc(0)
}

/** A fault of either stream ends the reading of the second. */
function unpacked(input: Readable): Readable {
  return pipeline(input, createGunzip(), () => undefined)
}
