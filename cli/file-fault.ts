/** What the codes mean that somebody without a manual has to act on (errno(3)). */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'no room is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
}

/** Why a file could not be read or written, in a few words. */
export function fileFault(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return code === undefined ? String(error) : (WORDS[code] ?? code)
}
