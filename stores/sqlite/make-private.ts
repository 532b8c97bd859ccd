import { chmodSync, closeSync, lstatSync, openSync, type Stats } from 'node:fs'
import process from 'node:process'
import { StoreError } from '../../shared/ports/store-error.ts'

/**
 * The file is for its owner only: reports tell where a network is open. SQLite gives the files of its log the same
 * rights (https://www.sqlite.org/wal.html). One of ours that others may read is mended, and that is said. Throws
 * StoreError for a link: whoever may put it there would choose what is written over.
 */
export function makePrivate(file: string, say: (message: string) => void): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
    return
  } catch {
    // It exists; or it cannot be made, which SQLite is about to say in its own words.
  }
  const found = statOf(file)
  if (found?.isSymbolicLink()) {
    throw new StoreError(
      `Cannot open the store ${file}: it is a symbolic link; name the file that it leads to`,
      { problem: 'not-a-store' },
    )
  }
  if (found?.isFile() && found.uid === process.geteuid?.() && (found.mode & 0o077) !== 0) {
    for (const one of [file, `${file}-wal`, `${file}-shm`]) chmodIfThere(one)
    const mode = (found.mode & 0o777).toString(8)
    say(`The store ${file} was open to others (mode ${mode}): it is for its owner only now`)
  }
}

function chmodIfThere(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch {
    // There is none, or it went meanwhile.
  }
}

function statOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false })
  } catch {
    // A path that leads nowhere: SQLite says so.
    return undefined
  }
}
