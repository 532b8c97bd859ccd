import { tlsAlert } from '../shared/failure/alerts.ts'
import { type Failure, fail } from '../shared/failure/failure.ts'
import type { FailureCode } from '../shared/failure/table.ts'

/** Errors of the operating system, by errno name (errno(3)); the same for every step that holds a socket. */
const SYSTEM: Readonly<Record<string, FailureCode>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  ETIMEDOUT: 'timed_out',
  EHOSTUNREACH: 'host_unreachable',
  EHOSTDOWN: 'host_unreachable',
  // ICMP “protocol unreachable” and “host isolated” (icmp(7)): a device on the way rejects.
  ENOPROTOOPT: 'host_unreachable',
  ENONET: 'host_unreachable',
  ENETUNREACH: 'network_unreachable',
  ENETDOWN: 'network_down',
  ENETRESET: 'connection_reset',
  // Every port of our own address is taken (connect(2), ip(7)).
  EADDRNOTAVAIL: 'address_not_available',
  EADDRINUSE: 'address_not_available',
  EAFNOSUPPORT: 'address_family_not_supported',
  EACCES: 'permission_denied',
  EPERM: 'permission_denied',
  ECONNABORTED: 'connection_aborted',
  EMFILE: 'probe_fault',
  ENFILE: 'probe_fault',
  ENOBUFS: 'probe_fault',
  ENOMEM: 'probe_fault',
  EINVAL: 'probe_fault',
  // What else connect(2) may say: all of it is about our own call.
  EAGAIN: 'probe_fault',
  EALREADY: 'probe_fault',
  EBADF: 'probe_fault',
  EFAULT: 'probe_fault',
  EINPROGRESS: 'probe_fault',
  EINTR: 'probe_fault',
  EISCONN: 'probe_fault',
  ENOTSOCK: 'probe_fault',
  EPROTOTYPE: 'probe_fault',
}

/** Names an error of a TCP connection. The raw text is the errno alone: addresses are in the observation. */
export function connectionFailure(error: unknown): Failure {
  return systemFailure(error) ?? unknown(error)
}

/**
 * Names an error of a TLS handshake. Node gives OpenSSL's reason as a code (`ERR_SSL_WRONG_VERSION_NUMBER`) or,
 * when a write met it, as `EPROTO` with the reason in the text only; codes of alerts are spelt otherwise in every
 * line of Node, so alerts go by their number (RFC 8446, 6).
 */
export function tlsFailure(error: unknown): Failure {
  const alert = alertNumber(error)
  if (alert !== null) return alertFailure(alert)
  const reason = opensslReason(error)
  if (reason !== null) return fail(REASONS[reason] ?? 'ssl_failed_handshake', `ERR_SSL_${reason}`)
  if (isHangUp(error)) return fail('eof_error', CLOSED)
  return connectionFailure(error)
}

/** Names an alert by its number. */
export function alertFailure(alert: number): Failure {
  const raw = `alert ${alert} ${tlsAlert(alert)?.name ?? 'of no known name'}`
  return fail(alert === PROTOCOL_VERSION ? 'ssl_version_rejected' : 'ssl_failed_handshake', raw)
}

/** Why a socket is gone, by the error it was destroyed with; null: the peer closed it in order. */
export function closeFailure(errored: Error | null): Failure {
  return errored === null ? fail('eof_error', CLOSED) : tlsFailure(errored)
}

/**
 * Names what undici says of a request. `told` is the first error of the socket itself, where it had one: undici
 * words a reset and an alert as an early end.
 */
export function httpFailure(error: unknown, told: Error | null): Failure {
  const system = told === null ? null : tlsFailure(told)
  if (system !== null && system.code !== 'unknown_failure') return system
  const { code, name, message } = words(error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return fail('http_headers_too_large', code)
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return fail('eof_error', message)
  if (code === 'UND_ERR_SOCKET') {
    // `bad response` and `bad upgrade` are an answer that nobody asked for; all else is an early end.
    return fail(message.startsWith('bad ') ? 'http_invalid_response' : 'eof_error', message)
  }
  if (name === 'HTTPParserError') {
    const early = message.includes('Invalid EOF state')
    return fail(early ? 'eof_error' : 'http_invalid_response', message)
  }
  return code.startsWith('UND_ERR_') ? fail('probe_fault', `${code} ${message}`) : unknown(error)
}

const CLOSED = 'the peer closed the connection'

const PROTOCOL_VERSION = 70

/** OpenSSL’s reasons that have a name of ours; every other reason is a handshake that failed. */
const REASONS: Readonly<Record<string, FailureCode>> = {
  WRONG_VERSION_NUMBER: 'ssl_not_spoken',
  PACKET_LENGTH_TOO_LONG: 'ssl_not_spoken',
  HTTP_REQUEST: 'ssl_not_spoken',
  HTTPS_PROXY_REQUEST: 'ssl_not_spoken',
  UNKNOWN_PROTOCOL: 'ssl_not_spoken',
  UNSUPPORTED_PROTOCOL: 'ssl_version_rejected',
  VERSION_TOO_LOW: 'ssl_version_rejected',
  NO_PROTOCOLS_AVAILABLE: 'ssl_version_rejected',
  UNEXPECTED_EOF_WHILE_READING: 'eof_error',
}

function alertNumber(error: unknown): number | null {
  for (const link of causes(error)) {
    const found = /SSL alert number (\d+)/.exec(words(link).message)
    if (found !== null) return Number(found[1])
  }
  return null
}

function opensslReason(error: unknown): string | null {
  for (const link of causes(error)) {
    const { code, message } = words(link)
    if (code.startsWith('ERR_SSL_')) return code.slice('ERR_SSL_'.length)
    const found = /error:[0-9A-F]{8}:[^:]*:[^:]*:([^:\n]+)/.exec(message)
    if (found?.[1] !== undefined) return found[1].trim().toUpperCase().replaceAll(' ', '_')
  }
  return null
}

/** Node words a clean close in mid-handshake as ECONNRESET; only a real reset comes from a system call. */
function isHangUp(error: unknown): boolean {
  return [...causes(error)].some((e) => words(e).code === 'ECONNRESET' && words(e).syscall === '')
}

function systemFailure(error: unknown): Failure | null {
  for (const link of causes(error)) {
    const { code } = words(link)
    const name = SYSTEM[code]
    if (name !== undefined) return fail(name, code)
  }
  return null
}

function unknown(error: unknown): Failure {
  const { code, message } = words(error)
  return fail('unknown_failure', scrub(`${code} ${message}`.trim() || String(error)))
}

/** Addresses say nothing about the kind of failure, and would keep two equal failures apart. */
function scrub(text: string): string {
  return text.replace(/\[[0-9a-f:.]+\](:\d+)?|\b\d{1,3}(\.\d{1,3}){3}(:\d+)?/gi, '[address]')
}

/** The error and everything it was wrapped around, each once: wrappers may point at each other. */
function* causes(error: unknown, met = new Set<unknown>()): Generator<unknown> {
  if (typeof error !== 'object' || error === null || met.has(error)) return
  met.add(error)
  yield error
  if ('cause' in error) yield* causes(error.cause, met)
  if (error instanceof AggregateError) for (const inner of error.errors) yield* causes(inner, met)
}

function words(error: unknown): Record<'code' | 'name' | 'message' | 'syscall', string> {
  const bag = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  const text = (key: string) => (typeof bag[key] === 'string' ? bag[key] : '')
  return {
    code: text('code'),
    name: text('name'),
    message: text('message'),
    syscall: text('syscall'),
  }
}
