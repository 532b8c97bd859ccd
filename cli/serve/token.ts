import { randomBytes } from 'node:crypto'
import { lstatSync, readFileSync, type Stats, writeFileSync } from 'node:fs'
import process from 'node:process'
import { MIN_TOKEN } from '../../shared/web/auth.ts'
import { fileFault } from '../file-fault.ts'
import { CallError, type Io } from '../io.ts'

export interface ServeToken {
  readonly token: string
  /** Where it is kept, and whether it was made now; null: it comes from the environment. */
  readonly kept: { readonly file: string; readonly isNew: boolean } | null
}

/**
 * The token of the API: PERIMETER_TOKEN, or the one of the file, which is made at the first start, readable by its
 * owner only. Throws CallError for a token that can be guessed, and when the file cannot be used.
 */
export function tokenFor(file: string, env: Io['env']): ServeToken {
  const given = env['PERIMETER_TOKEN']
  if (given !== undefined && given !== '')
    return { token: strong(given, 'PERIMETER_TOKEN'), kept: null }
  try {
    const token = randomBytes(24).toString('base64url')
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' })
    return { token, kept: { file, isNew: true } }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, error)
  }
  return { token: strong(readToken(file), file), kept: { file, isNew: false } }
}

function readToken(file: string): string {
  try {
    const found = lstatSync(file)
    const wrong = process.platform === 'win32' ? null : notPrivate(found)
    if (wrong !== null) {
      throw new CallError(
        `The token file ${file} ${wrong}: somebody else may know the token. Remove the file, and the next start makes a new one; or set PERIMETER_TOKEN`,
      )
    }
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw error instanceof CallError ? error : unusable(file, error)
  }
}

/** Why a file is not ours alone; null: it is. */
function notPrivate(found: Stats): string | null {
  if (found.isSymbolicLink()) return 'is a symbolic link'
  const self = process.geteuid?.()
  if (found.isFile() && self !== undefined && found.uid !== self) return 'belongs to another user'
  return found.isFile() && (found.mode & 0o077) !== 0
    ? `may be read or written by others (mode ${(found.mode & 0o777).toString(8)})`
    : null
}

function strong(token: string, where: string): string {
  if (token.length >= MIN_TOKEN) return token
  throw new CallError(
    `The token of ${where} has fewer than ${MIN_TOKEN} characters: whoever reaches the port could guess it; take one of openssl rand -base64 24`,
  )
}

function unusable(file: string, cause: unknown): CallError {
  const why = fileFault(cause)
  return new CallError(
    `Cannot keep the token of the API in ${file}: ${why}; make it readable and writable, or set PERIMETER_TOKEN`,
    { cause },
  )
}
