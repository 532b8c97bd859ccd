/**
 * Whether a text as a whole fits a pattern: `*` is any run of characters, slashes too, `?` any one. The one dialect for
 * ids and names of targets and capabilities: in the configuration and on the command line.
 */
export function fitsGlob(text: string, glob: string): boolean {
  let at = 0
  let next = 0
  // Where the last * stands, and up to where of the text it reaches: a run may only grow, so the time is bounded.
  let star = -1
  let reach = 0
  while (at < text.length) {
    if (glob[next] === '*') {
      star = next++
      reach = at
    } else if (next < glob.length && (glob[next] === '?' || glob[next] === text[at])) {
      at++
      next++
    } else if (star >= 0) {
      next = star + 1
      at = ++reach
    } else return false
  }
  return !/[^*]/.test(glob.slice(next))
}

/** Whether a text fits one of the patterns; no patterns at all let everything through. */
export function fitsAny(text: string, globs: readonly string[] | null): boolean {
  return globs === null || globs.some((glob) => fitsGlob(text, glob))
}
