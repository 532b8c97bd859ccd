import { alertIn, type TlsAlert, tlsAlert } from '../failure/alerts.ts'
import type { Failure } from '../failure/failure.ts'

/** Reasons of this client’s own for which it breaks off: OpenSSL 3 refuses what older clients take. */
const OWN: Readonly<Record<string, Omit<TlsAlert, 'name'>>> = {
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: {
    means: 'it cannot renegotiate securely',
    cause:
      'The server, or a device that answers instead of it, lacks secure renegotiation (RFC 5746), which clients with OpenSSL 3 demand',
    fix: 'Update the server or the device on the way, or let it speak TLS 1.3',
  },
  ERR_SSL_DH_KEY_TOO_SMALL: {
    means: 'its Diffie-Hellman key is too small',
    cause:
      'The server’s Diffie-Hellman parameters have fewer than 2,048 bits, which clients of today refuse',
    fix: 'Give the server parameters of 2,048 bits or more, or let it prefer ECDHE',
  },
  ERR_SSL_WRONG_SIGNATURE_TYPE: {
    means: 'it signs in a way that clients do not take',
    cause: 'The server signs the handshake with an algorithm that was not offered, SHA-1 as a rule',
    fix: 'Update the server, or have its certificate reissued for a key of RSA 2048 or EC P-256 and SHA-256',
  },
}

/** What ended a handshake, where it has one meaning: a TLS alert, or a reason for which this client breaks off. */
export function endOfHandshake(failure: Failure | null): Omit<TlsAlert, 'name'> | null {
  if (failure === null) return null
  const number = alertIn(failure.raw)
  return number === null ? (OWN[failure.raw] ?? null) : tlsAlert(number)
}
