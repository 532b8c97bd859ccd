import { isGrpc } from '../../model/scheme.ts'
import { type Asked, served } from '../requests.ts'
import type { TargetView } from '../target-view.ts'

/** Names of status codes (https://grpc.io/docs/guides/status-codes/). */
const CODES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const

/** The name of a status; null: the server sent none. */
export function codeName(code: number | null): string {
  if (code === null) return 'no grpc-status'
  return CODES[code] ?? `status ${code}`
}

/** What answered the call of a gRPC target, without denials; none for other targets, and for one that must be blocked. */
export function healthAnswers(view: TargetView): readonly Asked[] {
  const { target, expect } = view
  return isGrpc(target.scheme) && expect.reachability !== 'blocked' ? served(view) : []
}

/** Whether an answer says that what was asked about serves. */
export function isServing({ request: { grpc } }: Asked): boolean {
  return grpc?.health === 'SERVING'
}
