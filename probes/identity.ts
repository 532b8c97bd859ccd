import { type Failure, fail } from '../shared/failure/failure.ts'
import type { RequestObservation } from '../shared/model/observation.ts'
import type { TargetAuth } from '../shared/model/target.ts'
import { type Ended, inTime } from './deadline.ts'
import type { Ask } from './steps/request.ts'
import type { TargetContext } from './target-context.ts'

/** What a header may carry (RFC 9110, 5.5), and a token has no spaces (RFC 6750, 2.1). */
const TOKEN = /^[\x21-\x7e]+$/

/** A token for a target's request. Every way of not getting one is a fault of the probe's, not of the target. */
export async function tokenFor(ctx: TargetContext, auth: TargetAuth): Promise<Ended<string>> {
  const ended = await inTime<string>(ctx, (done, failed) => {
    ctx.tokens(auth).then(
      ({ token, failure }) => {
        if (token === null) failed(unavailable(failure))
        else if (TOKEN.test(token)) done(token)
        else failed(unavailable('what the platform gave is not a bearer token'))
      },
      (bug: unknown) => {
        ctx.report(bug)
        failed(unavailable('the source of tokens broke'))
      },
    )
  })
  // Silence of the identity endpoint is not the target's.
  return ended.failure?.code === 'generic_timeout_error'
    ? { value: null, failure: unavailable(ended.failure.raw) }
    : ended
}

function unavailable(why: string): Failure {
  return fail('identity_token_unavailable', why)
}

/** The observation of a request that was not sent. */
export function notSent(
  { address, port, method, url, attempt }: Ask,
  failure: Failure,
  times: { readonly t0: number; readonly t: number },
): RequestObservation {
  const common = { step: 'request', peer: 'target', attempt, ...times, failure } as const
  const nothing = { status: null, headers: {}, body: '', bodyBytes: 0, firstByte: null }
  return { ...common, address, port, method, url, ...nothing, bodyComplete: false }
}
