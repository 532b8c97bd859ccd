import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { FailureCode } from '../../shared/failure/table.ts'
import type { StepContext } from '../context.ts'
import type { Reply } from './message.ts'

/** What one exchange is given besides the query: its time, and the end of the sweep. */
export type ExchangeContext = Pick<StepContext, 'budget' | 'signal' | 'now'>

/** How an exchange ended for good. */
export type Settled =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'failure'; readonly failure: Failure }

/** How an exchange over UDP ended: it may have to be taken up over TCP. */
export type UdpResult = Settled | { readonly kind: 'truncated' }

export function failed(failure: Failure): Settled {
  return { kind: 'failure', failure }
}

/** What came from the server is of no use, or is not from the server. */
export function bad(
  code: Extract<FailureCode, 'dns_server_misbehaving' | 'dns_reply_with_wrong_query_id'>,
  raw: string,
): Settled {
  return failed(fail(code, raw))
}
