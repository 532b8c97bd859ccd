/** A TLS alert that ends a connection: what it says, what is behind it when a server sends it, and what fixes it. */
export interface TlsAlert {
  /** As IANA’s registry “TLS Alerts” spells it. */
  readonly name: string
  readonly means: string
  readonly cause: string
  readonly fix: string
}

/** What a damaged connection comes from. */
const DAMAGED = {
  cause: 'A device on the way changes what is sent, or one end breaks the protocol',
  fix: 'Compare with a check from another network; a device that inspects or optimizes the traffic should leave this name alone',
} as const

/** What a server that cannot read a ClientHello comes from. */
const NOT_READ = {
  cause: 'The server, or a device that answers instead of it, cannot read the ClientHello',
  fix: 'Update the server or the device on the way',
} as const

/** What a server says of the certificate that its client showed. */
const OF_CLIENT = {
  cause:
    'A server says this of its client’s certificate; a proxy or firewall that ends TLS may say it of the certificate of the server behind it',
  fix: 'Give the client a certificate that the server accepts. If the probe is not asked for any, look at what the device on the way makes of the certificate of the server',
} as const

/**
 * By number, those that servers send and OpenSSL hands on. Sources: RFC 8446, 6; RFC 5246, 7.2; RFC 6066, 9; RFC 7301, 3.2; RFC 7507;
 * https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml#tls-parameters-6
 */
const ALERTS: Readonly<Record<number, TlsAlert>> = {
  0: {
    name: 'close_notify',
    means: 'it takes leave in mid-handshake',
    cause: 'The server, or a device instead of it, ends the connection before TLS is agreed on',
    fix: 'Look into the log of the server, or of the device on the way, for this time',
  },
  10: { name: 'unexpected_message', means: 'it did not expect this message', ...NOT_READ },
  20: { name: 'bad_record_mac', means: 'what arrived was not what was sent', ...DAMAGED },
  21: { name: 'decryption_failed', means: 'what arrived cannot be decrypted', ...DAMAGED },
  22: { name: 'record_overflow', means: 'what arrived is too long for TLS', ...DAMAGED },
  30: { name: 'decompression_failure', means: 'what arrived cannot be decompressed', ...DAMAGED },
  40: {
    name: 'handshake_failure',
    means: 'nothing that was offered is acceptable',
    cause:
      'Client and server have no cipher suite, key exchange or signature algorithm in common; or the server has no certificate for this name; or a policy in front of it refuses',
    fix: 'Compare what the server allows with what clients of today offer (ECDHE with AES-GCM or ChaCha20, X25519 or P-256), and see whether it has a certificate for this name',
  },
  41: { name: 'no_certificate', means: 'the client showed no certificate', ...OF_CLIENT },
  42: { name: 'bad_certificate', means: 'a certificate is damaged', ...OF_CLIENT },
  43: {
    name: 'unsupported_certificate',
    means: 'a certificate of this kind is not taken',
    ...OF_CLIENT,
  },
  44: { name: 'certificate_revoked', means: 'a certificate was revoked', ...OF_CLIENT },
  45: { name: 'certificate_expired', means: 'a certificate has expired', ...OF_CLIENT },
  46: { name: 'certificate_unknown', means: 'a certificate is not acceptable', ...OF_CLIENT },
  47: {
    name: 'illegal_parameter',
    means: 'a value in the ClientHello is not allowed',
    ...NOT_READ,
  },
  48: { name: 'unknown_ca', means: 'the authority of a certificate is not known', ...OF_CLIENT },
  49: {
    name: 'access_denied',
    means: 'access is denied',
    cause:
      'A policy of the server, or of a firewall or gateway that speaks for it, denies this client',
    fix: 'Have this source and name allowed where the policy is: in the access control of the server, or in the rules of the firewall or gateway',
  },
  50: { name: 'decode_error', means: 'the ClientHello cannot be decoded', ...NOT_READ },
  51: { name: 'decrypt_error', means: 'a signature or checksum does not fit', ...DAMAGED },
  60: {
    name: 'export_restriction',
    means: 'the server is bound to export ciphers',
    cause: 'The server is one of the nineties',
    fix: 'Update the server',
  },
  70: {
    name: 'protocol_version',
    means: 'no TLS version in common',
    cause: 'The server speaks only TLS 1.0 or 1.1, or a device that inspects TLS does',
    fix: 'Enable TLS 1.2 or later on the server or on the device on the way',
  },
  71: {
    name: 'insufficient_security',
    means: 'it wants stronger ciphers than were offered',
    cause: 'The server demands cipher suites or key sizes that the client does not offer',
    fix: 'Compare the ciphers that the server allows with those of the clients; one that takes ECDHE with AES-GCM has nothing to ask for',
  },
  80: {
    name: 'internal_error',
    means: 'the server has a fault of its own',
    cause:
      'The server failed, and not for what the client sent: often it could not get a certificate for this name (Go’s servers say it that way)',
    fix: 'Look into the log of the server for this time, and whether it has a certificate for this name',
  },
  86: {
    name: 'inappropriate_fallback',
    means: 'a newer TLS version was possible',
    cause:
      'A device on the way, or an earlier failure, made the client go back to an older TLS version',
    fix: 'Find what keeps the newer version from working: a device on the way that knows only the older one',
  },
  90: { name: 'user_canceled', means: 'the handshake was cancelled', ...DAMAGED },
  100: {
    name: 'no_renegotiation',
    means: 'no second handshake is taken',
    cause: 'One end wants a second handshake within the connection, and the other does not take it',
    fix: 'Have the server ask for what it wants in the first handshake, or use TLS 1.3',
  },
  109: { name: 'missing_extension', means: 'an extension is missing in the hello', ...NOT_READ },
  110: { name: 'unsupported_extension', means: 'an extension was not asked for', ...NOT_READ },
  112: {
    name: 'unrecognized_name',
    means: 'it has no site of this name',
    cause:
      'What answers here does not know the server name: the name is not set up on it (custom domain, listener, virtual host), or DNS leads to another server',
    fix: 'Set the name up on the server or front end that has this address, or correct the DNS record',
  },
  113: {
    name: 'bad_certificate_status_response',
    means: 'the revocation status of a certificate is bad',
    cause: 'The OCSP answer that came along with a certificate is old or damaged',
    fix: 'See that the server can reach the OCSP responder of its authority, and renew its answer',
  },
  115: {
    name: 'unknown_psk_identity',
    means: 'it wants a key that both ends know',
    cause: 'The server takes clients with a pre-shared key, and does not know this one',
    fix: 'No network change is needed. To check reachability alone, use tcp:// for this target',
  },
  116: {
    name: 'certificate_required',
    means: 'it wants a client certificate',
    cause: 'The server requires mutual TLS; the network let the connection and the name through',
    fix: 'Only a client that holds a certificate of an authority which the server accepts gets further',
  },
  120: {
    name: 'no_application_protocol',
    means: 'it speaks none of the protocols that were offered',
    cause:
      'The server takes only clients that offer its own application protocol (ALPN); the network let the connection and the name through',
    fix: 'No network change is needed. To check reachability alone, use tcp:// for this target',
  },
}

/** The alert of a number; null for one that no server sends, or that has no meaning yet. */
export function tlsAlert(number: number): TlsAlert | null {
  return ALERTS[number] ?? null
}

/** The number in the raw text of a failure, where it was an alert; null: it was none. */
export function alertIn(raw: string): number | null {
  const [, number] = /^alert (\d+) /.exec(raw) ?? []
  return number === undefined ? null : Number(number)
}
