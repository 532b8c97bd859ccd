import { describe, expect, test } from 'vitest'
import {
  alertFailure,
  closeFailure,
  connectionFailure,
  httpFailure,
  tlsFailure,
} from '../../probes/classify.ts'

const error = (code: string, message = 'words', more: object = {}) =>
  Object.assign(new Error(message), { code, ...more })

/** Errors of the system, by name: errno(3), connect(2), icmp(7). */
const SYSTEM: Readonly<Record<string, string>> = {
  connection_refused: 'ECONNREFUSED',
  connection_reset: 'ECONNRESET EPIPE ENETRESET',
  timed_out: 'ETIMEDOUT',
  host_unreachable: 'EHOSTUNREACH EHOSTDOWN ENOPROTOOPT ENONET',
  network_unreachable: 'ENETUNREACH',
  network_down: 'ENETDOWN',
  address_not_available: 'EADDRNOTAVAIL EADDRINUSE',
  address_family_not_supported: 'EAFNOSUPPORT',
  permission_denied: 'EACCES EPERM',
  connection_aborted: 'ECONNABORTED',
  probe_fault:
    'EMFILE ENFILE ENOBUFS ENOMEM EINVAL EAGAIN EALREADY EBADF EFAULT EINPROGRESS EINTR EISCONN ENOTSOCK EPROTOTYPE',
}

describe('an error of the system', () => {
  test.for(Object.entries(SYSTEM))('is %s: %s', ([code, names]) => {
    for (const name of names.split(' ')) {
      expect(connectionFailure(error(name))).toEqual({ code, raw: name })
      expect(tlsFailure(error(name, 'words', { syscall: 'read' }))).toEqual({ code, raw: name })
      expect(httpFailure(new Error('outer'), error(name, 'x', { syscall: 'read' }))).toEqual({
        code,
        raw: name,
      })
    }
  })

  test('is found in what it was wrapped in', () => {
    const inner = error('ETIMEDOUT')
    const both = new AggregateError([error('NONE'), inner], 'all failed')
    expect(connectionFailure(new Error('outer', { cause: both })).code).toBe('timed_out')
    const circle = new Error('round') as Error & { cause?: unknown }
    circle.cause = circle
    expect(connectionFailure(circle)).toEqual({ code: 'unknown_failure', raw: 'round' })
  })

  test.for([
    [error('EWHAT', 'connect EWHAT 10.0.0.1:443'), 'EWHAT connect EWHAT [address]'],
    [error('', 'no [fd00::1]:443 and 10.0.0.1'), 'no [address] and [address]'],
    ['text', 'text'],
    [null, 'null'],
    [{ code: 7 }, '[object Object]'],
  ] as const)('that is unknown keeps its words, without addresses: %j', ([given, raw]) => {
    expect(connectionFailure(given)).toEqual({ code: 'unknown_failure', raw })
  })
})

describe('an error of TLS', () => {
  test.for([
    [error('ERR_SSL_WRONG_VERSION_NUMBER'), 'ssl_not_spoken', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    [error('ERR_SSL_PACKET_LENGTH_TOO_LONG'), 'ssl_not_spoken', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
    [error('ERR_SSL_HTTP_REQUEST'), 'ssl_not_spoken', 'ERR_SSL_HTTP_REQUEST'],
    [error('ERR_SSL_HTTPS_PROXY_REQUEST'), 'ssl_not_spoken', 'ERR_SSL_HTTPS_PROXY_REQUEST'],
    [error('ERR_SSL_UNKNOWN_PROTOCOL'), 'ssl_not_spoken', 'ERR_SSL_UNKNOWN_PROTOCOL'],
    [error('ERR_SSL_UNSUPPORTED_PROTOCOL'), 'ssl_version_rejected', 'ERR_SSL_UNSUPPORTED_PROTOCOL'],
    [error('ERR_SSL_VERSION_TOO_LOW'), 'ssl_version_rejected', 'ERR_SSL_VERSION_TOO_LOW'],
    [
      ...[error('ERR_SSL_NO_PROTOCOLS_AVAILABLE'), 'ssl_version_rejected'],
      'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
    ],
    [
      ...[error('ERR_SSL_UNEXPECTED_EOF_WHILE_READING'), 'eof_error'],
      'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
    ],
    [error('ERR_SSL_BAD_EXTENSION'), 'ssl_failed_handshake', 'ERR_SSL_BAD_EXTENSION'],
    [
      error('EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines:f:wrong version number:file'),
      ...['ssl_not_spoken', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ],
    [
      error('ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'x:SSL alert number 49'),
      ...['ssl_failed_handshake', 'alert 49 access_denied'],
    ],
    [
      error('ECONNRESET', 'socket hang up', { cause: new Error('SSL alert number 70') }),
      ...['ssl_version_rejected', 'alert 70 protocol_version'],
    ],
    [error('ECONNRESET', 'before secure'), 'eof_error', 'the peer closed the connection'],
    [error('ECONNRESET', 'read', { syscall: 'read' }), 'connection_reset', 'ECONNRESET'],
    [error('ECONNRESET', 'write', { syscall: 'write' }), 'connection_reset', 'ECONNRESET'],
  ] as const)('%s is %s', ([given, code, raw]) => {
    expect(tlsFailure(given)).toEqual({ code, raw })
    expect(closeFailure(given as Error)).toEqual({ code, raw })
  })

  test('is an alert by its number, known or not', () => {
    expect(alertFailure(40)).toEqual({
      ...{ code: 'ssl_failed_handshake', raw: 'alert 40 handshake_failure' },
    })
    expect(alertFailure(255).raw).toBe('alert 255 of no known name')
  })

  test('is none where the peer closed in order', () => {
    expect(closeFailure(null)).toEqual({ code: 'eof_error', raw: 'the peer closed the connection' })
  })
})

describe('an error of a request', () => {
  const parser = (message: string) => Object.assign(new Error(message), { name: 'HTTPParserError' })

  test.for([
    [error('UND_ERR_HEADERS_OVERFLOW'), 'http_headers_too_large', 'UND_ERR_HEADERS_OVERFLOW'],
    [error('UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'short'), 'eof_error', 'short'],
    [error('UND_ERR_SOCKET', 'other side closed'), 'eof_error', 'other side closed'],
    [error('UND_ERR_SOCKET', 'bad response'), 'http_invalid_response', 'bad response'],
    [error('UND_ERR_SOCKET', 'bad upgrade'), 'http_invalid_response', 'bad upgrade'],
    [parser('Invalid EOF state'), 'eof_error', 'Invalid EOF state'],
    [parser('Expected HTTP/'), 'http_invalid_response', 'Expected HTTP/'],
    [error('UND_ERR_INVALID_ARG', 'no'), 'probe_fault', 'UND_ERR_INVALID_ARG no'],
    [new Error('else'), 'unknown_failure', 'else'],
  ] as const)('%s is %s', ([given, code, raw]) => {
    expect(httpFailure(given, null)).toEqual({ code, raw })
    // What the socket itself said goes first, where that is known.
    expect(httpFailure(given, new Error('no words of ours'))).toEqual({ code, raw })
    expect(httpFailure(given, error('EPIPE')).code).toBe('connection_reset')
  })
})
