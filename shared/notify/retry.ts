/** Times of delivery, in ms. */
export const DELIVERY = {
  /** Wait after the first failure; it doubles with each. */
  first: 10_000,
  /** The longest wait of our own. */
  longest: 900_000,
  /** The longest wait that a receiver can ask for. */
  longestAsked: 3_600_000,
  /** A notification older than this is given up: by then nobody wants it. */
  age: 86_400_000,
  attempts: 200,
  /** Hard end of one attempt. */
  attempt: 10_000,
} as const

/**
 * How long to wait, in ms, after so many failures (1 or more): what the receiver asks for, or else twice as long as
 * before, of which a random half is taken off, so that many probes do not come back at once.
 * `random` gives a number from 0 to below 1.
 */
export function waitAfter(
  failures: number,
  retryAfter: number | null,
  random: () => number,
): number {
  const doubled = Math.min(DELIVERY.longest, DELIVERY.first * 2 ** Math.min(failures - 1, 30))
  const own = Math.round(doubled * (1 - random() / 2))
  return retryAfter === null ? own : Math.max(own, Math.min(retryAfter, DELIVERY.longestAsked))
}
