import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { charsetOf } from './charset.ts'

/** More is none of the files that are read here: the largest published range files have some 10 MB. */
const LARGEST = 64 * 1024 * 1024
const AT_ONCE = 1024 * 1024

/** What the shell gives in place of a file: its writer is there. */
const FROM_SHELL = /^\/(dev\/(stdin$|fd\/)|proc\/self\/fd\/)/

/** A file that cannot be what it is given for. */
class UnfitFileError extends Error {
  override readonly name = 'UnfitFileError'
  /** What stands in the place of an errno. */
  readonly code: string

  constructor(why: string) {
    super(why)
    this.code = why
  }
}

/**
 * The text of a file that somebody names, UTF-8 or UTF-16, of at most so many bytes. Throws what the disk throws, and
 * for what would never end or never come: a device, a pipe that nobody may ever write to. `code` of the error tells why.
 */
export function readGivenFile(file: string, most = LARGEST): string {
  // Before it is opened: that waits for the writer of a pipe.
  if (statSync(file).isFIFO() && !FROM_SHELL.test(file)) throw new UnfitFileError('it is a pipe')
  const handle = openSync(file, 'r')
  try {
    return textOf(handle, most)
  } finally {
    closeSync(handle)
  }
}

/** Without the byte order mark. */
function decoded(bytes: Buffer): string {
  return new TextDecoder(charsetOf(bytes)).decode(bytes)
}

function textOf(handle: number, most: number): string {
  const parts: Buffer[] = []
  for (let left = most + 1; left > 0; ) {
    const part = Buffer.allocUnsafe(Math.min(AT_ONCE, left))
    const length = readSync(handle, part)
    if (length === 0) return decoded(Buffer.concat(parts))
    parts.push(part.subarray(0, length))
    left -= length
  }
  throw new UnfitFileError(`it is larger than ${most / (1024 * 1024)} MB`)
}
