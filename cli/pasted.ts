import { statSync } from 'node:fs'
import path from 'node:path'
import { Condenser } from '../shared/error-text/condense.ts'
import type { Io } from './io.ts'
import { logText } from './log-file.ts'

/** What somebody gave to be explained. */
export interface Pasted {
  readonly text: string
  /** The file, `-` for standard input, or null where it was given as words. */
  readonly file: string | null
  /** Lines of a long text of which only those were kept that may tell of a failure; null for one that was kept whole. */
  readonly linesOfAll: number | null
}

/** The words as they stand; or what is in a file of that name, or, for `-`, on standard input. @throws CallError */
export async function pasted(words: readonly string[], io: Io): Promise<Pasted> {
  const [only = ''] = words
  const isFile = words.length === 1 && (only === '-' || existsAsFile(only, io))
  if (!isFile) return { text: words.join(' '), file: null, linesOfAll: null }
  const condenser = new Condenser()
  for await (const piece of logText(only, io)) condenser.push(piece)
  const { text, lines, isWhole } = condenser.end()
  return { text, file: only, linesOfAll: isWhole ? null : lines }
}

function existsAsFile(name: string, { cwd }: Io): boolean {
  try {
    return statSync(path.resolve(cwd, name)).isFile()
  } catch {
    // A text can be no name at all: too long, or with a zero in it.
    return false
  }
}
