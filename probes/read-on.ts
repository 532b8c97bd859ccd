import { type Failure, fail } from '../shared/failure/failure.ts'
import { CLOSED_IN_HEAD, HTTP2_ONLY } from '../shared/failure/http.ts'
import { closeFailure } from './classify.ts'
import { isHttp2, type LenientAnswer, readLeniently } from './lenient-answer.ts'
import { printable } from './printable.ts'
import type { Tap } from './tap.ts'

/** The answer as far as it came, null: none; and the failure, null: none so far. */
type Settle = (found: LenientAnswer | null, verdict: Failure | null) => void

/**
 * Reads what the tap kept, and what arrives after that, once a strict parser has given up with `failure`. Tells after
 * each arrival that changes something. A failure that is not about the answer (a reset, an alert) stands.
 */
export function readOn(
  tap: Tap,
  method: string,
  maxHead: number,
  failure: Failure,
  settle: Settle,
): void {
  const isOfAnswer = failure.code === 'http_invalid_response' || failure.code === 'eof_error'
  // An upgrade that nobody asked for has no answer after it.
  if (!isOfAnswer || failure.raw === 'bad upgrade' || tap.arrived === 0) {
    settle(null, failure)
    return
  }
  const read = (): void => {
    const { bytes, over, arrived } = tap
    const found = readLeniently(bytes, method, over)
    if (found === 'invalid') settle(null, invalid(bytes, failure))
    else if (found !== 'incomplete') settle(found, verdictOn(found, over, failure))
    else if (over) settle(null, fail('eof_error', CLOSED_IN_HEAD))
    else if (arrived > maxHead) settle(null, failure)
  }
  tap.notify = read
  read()
}

function invalid(bytes: Buffer, { raw }: Failure): Failure {
  const what = isHttp2(bytes) ? HTTP2_ONLY : `${raw}, ${came(bytes.length, bytes)}`
  return fail('http_invalid_response', what)
}

/** What came instead of an answer, or of a whole one. */
export function came(arrived: number, bytes: Buffer): string {
  return `after ${arrived} bytes that begin “${printable(bytes.toString('latin1', 0, 40), 40)}”`
}

function verdictOn({ state }: LenientAnswer, over: boolean, failure: Failure): Failure | null {
  if (state === 'invalid') return failure
  return state === 'more' && over ? closeFailure(null) : null
}
