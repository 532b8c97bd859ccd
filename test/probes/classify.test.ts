import { describe, expect, test } from 'vitest'
import {
  alertFailure,
  closeFailure,
  connectionFailure,
  httpFailure,
  tlsFailure,
} from '../../probes/classify.ts'

const error = (of: object, message = '') => Object.assign(new Error(message), of)

describe('an error of the system', () => {
  test.for([
    ['connection_refused', ['ECONNREFUSED']],
    ['connection_reset', ['ECONNRESET', 'EPIPE', 'ENETRESET']],
    ['timed_out', ['ETIMEDOUT']],
    ['host_unreachable', ['EHOSTUNREACH', 'EHOSTDOWN', 'ENOPROTOOPT', 'ENONET']],
    ['network_unreachable', ['ENETUNREACH']],
    ['network_down', ['ENETDOWN']],
    ['address_not_available', ['EADDRNOTAVAIL', 'EADDRINUSE']],
    ['address_family_not_supported', ['EAFNOSUPPORT']],
    ['permission_denied', ['EACCES', 'EPERM']],
    ['connection_aborted', ['ECONNABORTED']],
    ['probe_fault', ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EINVAL', 'EAGAIN', 'EALREADY']],
    [
      'probe_fault',
      ['EBADF', 'EFAULT', 'EINPROGRESS', 'EINTR', 'EISCONN', 'ENOTSOCK', 'EPROTOTYPE'],
    ],
  ] as const)('is %s for %j, by its errno alone', ([code, names]) => {
    const told = names.map((name) => connectionFailure(error({ code: name }, 'connect 10.1.2.3')))
    expect(told).toEqual(names.map((raw) => ({ code, raw })))
  })

  test('is found behind others, which may lead in a circle', () => {
    const inner = error({ code: 'ECONNREFUSED' })
    const outer = error({ cause: new AggregateError([error({}), inner]) })
    expect(connectionFailure(outer)).toEqual({ code: 'connection_refused', raw: 'ECONNREFUSED' })
    const circle = error({ code: 'X' }, 'round')
    expect(connectionFailure(Object.assign(circle, { cause: circle })).raw).toBe('X round')
  })

  test('of no known name keeps its words without addresses', () => {
    const told = (message: string) => connectionFailure(error({ code: 'EX' }, message))
    expect(told('to 10.1.2.3:443 and [fd00::1]:443 failed')).toEqual({
      code: 'unknown_failure',
      raw: 'EX to [address] and [address] failed',
    })
    expect(connectionFailure('gone').raw).toBe('gone')
  })
})

describe('an error of TLS', () => {
  test.for([
    ['ssl_not_spoken', ['WRONG_VERSION_NUMBER', 'PACKET_LENGTH_TOO_LONG', 'HTTP_REQUEST']],
    ['ssl_not_spoken', ['HTTPS_PROXY_REQUEST', 'UNKNOWN_PROTOCOL']],
    ['ssl_version_rejected', ['UNSUPPORTED_PROTOCOL', 'VERSION_TOO_LOW', 'NO_PROTOCOLS_AVAILABLE']],
    ['eof_error', ['UNEXPECTED_EOF_WHILE_READING']],
    ['ssl_failed_handshake', ['BAD_SIGNATURE']],
  ] as const)('is %s for %j, by its code or its text', ([code, reasons]) => {
    for (const reason of reasons) {
      const expected = { code, raw: `ERR_SSL_${reason}` }
      expect(tlsFailure(error({ code: `ERR_SSL_${reason}` }))).toEqual(expected)
      const words = reason.toLowerCase().replaceAll('_', ' ')
      const text = `write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:${words}:rec.c:332:`
      expect(tlsFailure(error({ code: 'EPROTO' }, text))).toEqual(expected)
    }
  })

  test.for([
    [40, 'ssl_failed_handshake', 'alert 40 handshake_failure'],
    [70, 'ssl_version_rejected', 'alert 70 protocol_version'],
    [255, 'ssl_failed_handshake', 'alert 255 of no known name'],
  ] as const)('of alert %i goes by its number', ([alert, code, raw]) => {
    expect(alertFailure(alert)).toEqual({ code, raw })
    const text = `00:error:0A000410:SSL routines:x:some alert:rec.c:1:SSL alert number ${alert}`
    expect(tlsFailure(error({ code: 'ERR_SSL_OTHER' }, text))).toEqual({ code, raw })
  })

  test('tells an orderly close from a reset, which comes from a system call', () => {
    const closed = { code: 'eof_error', raw: 'the peer closed the connection' }
    expect(tlsFailure(error({ code: 'ECONNRESET' }))).toEqual(closed)
    expect(closeFailure(null)).toEqual(closed)
    const reset = { code: 'connection_reset', raw: 'ECONNRESET' }
    expect(tlsFailure(error({ code: 'ECONNRESET', syscall: 'read' }))).toEqual(reset)
    expect(closeFailure(error({ code: 'ECONNRESET', syscall: 'read' }))).toEqual(reset)
  })
})

describe('an error of HTTP', () => {
  test.for([
    [{ code: 'UND_ERR_HEADERS_OVERFLOW' }, 'x', 'http_headers_too_large'],
    [{ code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' }, 'x', 'eof_error'],
    [{ code: 'UND_ERR_SOCKET' }, 'bad response', 'http_invalid_response'],
    [{ code: 'UND_ERR_SOCKET' }, 'bad upgrade', 'http_invalid_response'],
    [{ code: 'UND_ERR_SOCKET' }, 'other side closed', 'eof_error'],
    [{ name: 'HTTPParserError' }, 'Response does not match', 'http_invalid_response'],
    [{ name: 'HTTPParserError' }, 'Invalid EOF state', 'eof_error'],
    [{ code: 'UND_ERR_INVALID_ARG' }, 'x', 'probe_fault'],
    [{ code: 'OTHER' }, 'x', 'unknown_failure'],
  ] as const)('%j with the words %s is %s', ([of, message, code]) => {
    expect(httpFailure(error(of, message), null).code).toBe(code)
  })

  test('goes by what the socket itself said, where that has a name', () => {
    const said = error({ code: 'UND_ERR_SOCKET' }, 'other side closed')
    const reset = error({ code: 'ECONNRESET', syscall: 'read' })
    expect(httpFailure(said, reset).code).toBe('connection_reset')
    expect(httpFailure(said, error({ code: 'EX' }, 'strange')).code).toBe('eof_error')
  })
})
