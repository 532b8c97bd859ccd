import { statfsSync } from 'node:fs'
import path from 'node:path'
import { StoreError, type StoreProblem } from '../../shared/ports/store-error.ts'

interface CodeMeaning {
  readonly problem: StoreProblem
  readonly says: string
  readonly remedy: string
}

/** By SQLite's primary result code, https://www.sqlite.org/rescode.html */
const CODES: Readonly<Record<number, CodeMeaning>> = {
  5: {
    problem: 'busy',
    says: 'another process holds it',
    remedy: 'end that process, or try again',
  },
  8: {
    problem: 'read-only',
    says: 'it is read-only',
    remedy: 'allow writing to the file and its directory, or name another path',
  },
  10: {
    problem: 'unreachable',
    says: 'the disk reported an error',
    remedy: 'check the disk, and that the path is on a local one',
  },
  11: {
    problem: 'damaged',
    says: 'the database is damaged',
    remedy: 'move the file away and start a new one; sqlite3 FILE .recover may save its rows',
  },
  13: {
    problem: 'full',
    says: 'no room is left on the disk',
    remedy: 'make room, or name a path on another disk',
  },
  14: {
    problem: 'unreachable',
    says: 'the file cannot be opened',
    remedy:
      'check that its directory exists and may be written to, and that the path is not a directory',
  },
  26: {
    problem: 'not-a-store',
    says: 'it is not an SQLite database',
    remedy: 'name another path, or move that file away',
  },
}

const UNKNOWN: CodeMeaning = {
  problem: 'unknown',
  says: 'SQLite reported an error',
  remedy: 'check the disk and the file',
}

/** SQLITE_IOERR is what a file beside the database makes of a full disk: its log, or the index of that. */
const IO_ERROR = 10
const FULL = 13
/** A page, the header of the log and its index take that much, in bytes. */
const NEEDED = 128 * 1024

/**
 * Wraps what SQLite threw. `action` completes "Cannot …": "open the store". Bugs (no SQLite error) pass as they are.
 * `free` tells how many bytes the disk of the file has left.
 */
export function sqliteError(
  error: unknown,
  action: string,
  file: string,
  free: (file: string) => number = freeAt,
): unknown {
  const code = resultCode(error)
  if (code === null || !(error instanceof Error)) return error
  const primary = code & 0xff
  const isFull = primary === IO_ERROR && free(file) < NEEDED
  const { problem, says, remedy } = CODES[isFull ? FULL : primary] ?? UNKNOWN
  const message = `Cannot ${action} ${file}: ${says} (${error.message}); ${remedy}`
  return new StoreError(message, { problem, cause: error })
}

function freeAt(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file))
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function resultCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null
  return typeof error.errcode === 'number' ? error.errcode : null
}
