import { expect, test } from 'vitest'
import { tlsAlert } from '../../../shared/failure/alerts.ts'
import { bugText } from '../../../shared/failure/bug-text.ts'
import { fail } from '../../../shared/failure/failure.ts'
import { FAILURES } from '../../../shared/failure/table.ts'

// https://www.iana.org/assignments/tls-parameters, TLS Alerts
const NAMES: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
}

test('each number of an alert has its name, and others have none', () => {
  const known = Array.from({ length: 256 }, (_, number) => [number, tlsAlert(number)?.name])
  const named = Object.fromEntries(known.filter(([, name]) => name !== undefined))
  expect(named).toEqual(NAMES)
  expect(tlsAlert(1)).toBeNull()
})

test('the raw text of a failure has 300 characters at most', () => {
  const raw = (length: number) => fail('unknown_failure', 'x'.repeat(length)).raw
  expect(raw(300)).toBe('x'.repeat(300))
  expect(raw(301)).toBe(`${'x'.repeat(299)}…`)
})

test('a fault of the probe is told by its stack, its message or itself', () => {
  const bug = new TypeError('a bug')
  expect(bugText(bug)).toMatch(/^TypeError: a bug\n +at /)
  bug.stack = undefined as unknown as string
  expect(bugText(bug)).toBe('a bug')
  expect(bugText('thrown')).toBe('thrown')
})

test('whose fault each failure is, and whether it is tried again, is as it was', async () => {
  const rows = Object.entries(FAILURES).map(([code, { fault, retry, steps }]) =>
    [code, fault, retry ? 'again' : 'once', ...steps].join(' '),
  )
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('table.txt')
})
