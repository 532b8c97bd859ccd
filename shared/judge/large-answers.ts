import type { RequestObservation, ShortAnswer } from '../model/observation.ts'

/** What fits into one packet on any path in use, tunnels included; more than that fills at least one. */
const ONE_PACKET = 1400

/**
 * Why GET may have got no byte where HEAD got its answer: `lost`: nothing that fills a packet has arrived, and the answer
 * would; `held`: full packets have arrived, and the answer is larger than all that did; `hangs`: its size is no matter;
 * `open`: its size is not known.
 */
export type Reason = 'lost' | 'held' | 'hangs' | 'open'

export interface Compared {
  readonly reason: Reason
  readonly short: ShortAnswer
}

/** What the comparison with HEAD tells of a request that got no byte; null: there was none, or it got none either. */
export function comparedWithHead(request: RequestObservation): Compared | null {
  const { shortAnswer: short, failure } = request
  if (short === undefined || failure === null) return null
  const { announced, arrived } = short
  if (announced === null) return { reason: 'open', short }
  if (announced <= Math.max(ONE_PACKET, arrived)) return { reason: 'hangs', short }
  return { reason: arrived < ONE_PACKET ? 'lost' : 'held', short }
}

/** Whether the head of an answer came and, until the end of the step, not one byte of the body that it announces. */
export function bodyNeverCame(request: RequestObservation): boolean {
  const { status, failure, bodyBytes, bodyComplete, headers } = request
  const announced = Number(headers['content-length'] ?? 0)
  return status !== null && failure === null && !bodyComplete && bodyBytes === 0 && announced > 0
}
