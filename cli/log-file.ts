import { createReadStream } from 'node:fs'
import path from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CallError, type Io } from './io.ts'

/**
 * The text of a log, piece by piece; `-` is standard input. What is gzip is unpacked, whatever its name, and UTF-16
 * with a byte order mark is read as such: Windows PowerShell writes it. Ends early when the call is interrupted.
 * @throws CallError when the file cannot be read
 */
export async function* logText(file: string, io: Io): AsyncGenerator<string> {
  const input = open(file, io)
  try {
    const plain = isGzip(await begin(input)) ? unpacked(input) : input
    const start = await begin(plain)
    const decoder = new TextDecoder(isUtf16(start) ? 'utf-16le' : 'utf-8')
    for await (const piece of plain) yield decoder.decode(piece as Buffer, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (io.signal.aborted) return
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    const remedy = why.startsWith('Z_') ? 'the gzip file is damaged or cut off' : 'check the path'
    const shown = file === '-' ? 'standard input' : file
    throw new CallError(`Cannot read the log ${shown}: ${why}; ${remedy}`, { cause: error })
  } finally {
    input.destroy()
  }
}

function open(file: string, { cwd, signal }: Io): Readable {
  return file === '-'
    ? createReadStream('', { fd: 0, autoClose: false, signal })
    : createReadStream(path.resolve(cwd, file), { signal })
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

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

function isUtf16(start: Buffer): boolean {
  return start[0] === 0xff && start[1] === 0xfe
}
