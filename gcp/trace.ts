import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'

/** What ties a log entry to the request that it belongs to. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly id: string
  /** 16 hexadecimal digits. */
  readonly span: string
  readonly sampled: boolean
}

/** The trace of the request under way. */
export const requestTrace = new AsyncLocalStorage<Trace | null>()

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const W3C = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/

/** TRACE_ID/SPAN_ID;o=OPTIONS, the span decimal. https://docs.cloud.google.com/trace/docs/trace-context */
const GOOGLE = /^([0-9a-f]{32})\/(\d{1,20})(?:;o=(\d))?/

/** The trace that a request belongs to: of traceparent, else of X-Cloud-Trace-Context; null for neither. */
export function traceOf(headers: IncomingHttpHeaders): Trace | null {
  const [, id, span, flags] = W3C.exec(one(headers['traceparent'])) ?? []
  if (id !== undefined && span !== undefined && flags !== undefined) {
    return { id, span, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
  }
  const [, trace, decimal, options] = GOOGLE.exec(one(headers['x-cloud-trace-context'])) ?? []
  if (trace === undefined || decimal === undefined) return null
  const hexadecimal = BigInt(decimal).toString(16).padStart(16, '0').slice(-16)
  return { id: trace, span: hexadecimal, sampled: options === '1' }
}

function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
