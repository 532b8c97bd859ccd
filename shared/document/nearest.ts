/**
 * The candidate that a mistyped word most likely stands for: the one with the smallest edit distance
 * (Damerau and Levenshtein, letter case ignored), if that is at most a third of the longer word. Null when none is near.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > LONGEST) return null
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase())
    if (d < least && d <= Math.max(1, Math.max(word.length, candidate.length) / 3)) {
      best = candidate
      least = d
    }
  }
  return best
}

/** Nobody mistypes a longer word, and the time to compare grows with it. */
const LONGEST = 200

/** `Did you mean "x"? ` or nothing: the start of a remedy. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  return near === null ? '' : `Did you mean ${JSON.stringify(near)}? `
}

/** Two neighbours the wrong way round are one slip. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, i) => i)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a.slice(i - 2, i) === `${b[j - 1]}${b[j - 2]}`
      const swap = swapped ? at(i - 2, j - 2) + 1 : change
      rows[i]?.push(Math.min(change, swap, at(i - 1, j) + 1, at(i, j - 1) + 1))
    }
  }
  return at(a.length, b.length)
}
