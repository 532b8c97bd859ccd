import { UNSAFE } from '../document/unsafe-text.ts'
import type { Failure } from '../failure/failure.ts'
import { CLOSED_IN_HEAD, HTTP2_ONLY } from '../failure/http.ts'
import type { FailureCode } from '../failure/table.ts'

/** `a`, `a and b`, `a, b and c`; beyond `most` the rest is counted. `of`: how many there are, where items are only the first. */
export function list(items: readonly string[], most = 4, of?: number): string {
  const unique = [...new Set(items)]
  const rest = (of ?? unique.length) - most
  const shown = rest > 0 ? [...unique.slice(0, most), `${rest} more`] : unique
  const last = shown.at(-1) ?? 'none'
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

const NOT_OF_A_LINE = new RegExp(`[${UNSAFE}\\s]+`, 'gu')

/** Text from outside, fit for one line of a report: no control characters, limited. */
export function shown(text: string, most = 120): string {
  const plain = text.replace(NOT_OF_A_LINE, ' ').trim()
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain
}

/** A duration for a sentence: `300 ms`, `2.5 s`. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** How long something took, for the end of a sentence; what took no time came at once. */
export function after(ms: number): string {
  return ms < 50 ? 'at once' : `after ${seconds(ms)}`
}

export function duration(o: { readonly t0: number; readonly t: number }): number {
  return o.t - o.t0
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A resolver as people write it: without the port when it is 53. */
export function serverName(server: string | null): string {
  return server === null ? 'the system resolver' : server.replace(/:53$/, '')
}

const WORDS: Partial<Record<FailureCode, string>> = {
  generic_timeout_error: 'no answer in time',
  timed_out: 'no answer',
  connection_refused: 'refused',
  connection_reset: 'cut by a TCP reset',
  connection_aborted: 'aborted',
  eof_error: 'closed without an answer',
  host_unreachable: 'host unreachable',
  network_unreachable: 'network unreachable',
  dns_nxdomain_error: 'no such name (NXDOMAIN)',
  dns_no_answer: 'no address (NOERROR, empty)',
  dns_servfail_error: 'SERVFAIL',
  dns_server_misbehaving: 'an answer that cannot be used',
  dns_refused_error: 'REFUSED',
  dns_server_untrusted: 'its certificate does not prove who it is',
  dns_temporary_failure: 'temporary failure (EAI_AGAIN)',
  http_invalid_response: 'not a valid HTTP response',
}

/** What came, in the raw text of a failure to get an answer. */
const CAME_INSTEAD = /^[^“]*(after [1-9]\d* bytes that begin “.*”)$/s

const IN_SPITE: Partial<Record<FailureCode, string>> = {
  generic_timeout_error: 'no whole answer in time',
  http_invalid_response: 'not a valid HTTP response',
}

/** The layer that a question over TLS or HTTPS ended in. */
const LAYER = /^(connection|TLS handshake|answer over TLS|HTTP): /
type Layer = 'connection' | 'TLS handshake' | 'answer over TLS' | 'HTTP'

/** The layer in which a question over TLS or HTTPS ended; null for any other. */
export function endedAt({ raw }: Failure): Layer | null {
  return (LAYER.exec(raw)?.[1] ?? null) as Layer | null
}

/** `after 21 bytes that begin “SSH-2.0”`, where something else came than an answer; null: nothing is known to have come. */
export function cameInstead({ raw }: Failure): string | null {
  return CAME_INSTEAD.exec(raw)?.[1] ?? null
}

/** A failure in few words, for a sentence. */
export function words(failure: Failure | null): string {
  if (failure === null) return 'success'
  if (failure.raw === HTTP2_ONLY || failure.raw === CLOSED_IN_HEAD) return failure.raw
  const ended = endOfSecureQuestion(failure)
  if (ended !== null) return ended
  const came = cameInstead(failure)
  if (came !== null) return `${IN_SPITE[failure.code] ?? failure.code} (${shown(came, 120)})`
  return WORDS[failure.code] ?? `${failure.code} (${shown(failure.raw, 60)})`
}

/** How a question over TLS or HTTPS ended, after its layer; null for any other. */
function endOfSecureQuestion(failure: Failure): string | null {
  const { code, raw } = failure
  if (code === 'dns_server_untrusted') return `${WORDS[code]}: ${shown(raw, 80)}`
  const layer = endedAt(failure)
  if (layer === null) return null
  return code === 'dns_server_misbehaving' ? shown(raw, 80) : `${layer}: ${WORDS[code] ?? code}`
}
