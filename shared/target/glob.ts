/**
 * Whether a text as a whole fits a pattern: `*` is any run of characters, slashes too, `?` any one. The one dialect for
 * ids and names of targets and capabilities: in the configuration and on the command line.
 */
export function fitsGlob(text: string, glob: string): boolean {
  const escaped = glob.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text)
}

/** Whether a text fits one of the patterns; no patterns at all let everything through. */
export function fitsAny(text: string, globs: readonly string[] | null): boolean {
  return globs === null || globs.some((glob) => fitsGlob(text, glob))
}
