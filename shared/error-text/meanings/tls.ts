import type { Meaning } from './meaning.ts'

/** What texts say of TLS. */
export const TLS_MEANINGS = {
  'cut in handshake': {
    layer: 'tls',
    says: 'The connection stood, and was cut in the TLS handshake.',
    failures: ['connection_reset', 'eof_error'],
    findings: ['tls-blocked-by-name', 'tls-handshake-failed'],
    leavesOpen:
      'who cut it: a firewall that read the server name in the ClientHello does it this way, and so does a server that refuses this client',
    weight: 5,
  },
  'handshake timeout': {
    layer: 'tls',
    says: 'The connection stood, and the TLS handshake was not answered in time.',
    failures: ['generic_timeout_error', 'timed_out'],
    findings: [
      'tls-blocked-by-name',
      'tls-handshake-failed',
      'tls-large-hello-dropped',
      'path-mtu-black-hole',
    ],
    leavesOpen:
      'whether a firewall swallowed the ClientHello by its name, or large packets are lost',
    weight: 5,
  },
  untrusted: {
    layer: 'tls',
    says: 'The handshake was completed, and the client does not trust the authority that signed the certificate.',
    failures: ['ssl_unknown_authority'],
    findings: ['tls-intercepted', 'tls-untrusted'],
    leavesOpen:
      'who signed: look at the issuer. One of your own company means inspection on the way; one of the service means a missing intermediate or root',
    weight: 5,
  },
  'peer distrusts': {
    layer: 'tls',
    says: 'The other side ended the handshake since it does not trust the certificate that it was shown.',
    failures: ['ssl_failed_handshake', 'ssl_unknown_authority'],
    findings: ['tls-intercepted', 'tls-untrusted', 'tls-handshake-failed'],
    leavesOpen:
      'whether this is logged at the client or at the server: the side that writes it is the one whose certificate was refused',
    weight: 5,
  },
  'wrong name': {
    layer: 'tls',
    says: 'The handshake was completed with a certificate for other names.',
    failures: ['ssl_invalid_hostname'],
    findings: ['tls-name-mismatch'],
    leavesOpen:
      'whether the address belongs to another service, or the client used a name that no certificate holds (a privatelink name)',
    weight: 5,
  },
  'wrong date': {
    layer: 'tls',
    says: 'The certificate is outside its dates, or the clock of the client is wrong.',
    failures: ['ssl_invalid_certificate'],
    findings: ['tls-expired', 'tls-not-yet-valid'],
    leavesOpen: 'whether the certificate or the clock is wrong',
    weight: 5,
  },
  'unusable certificate': {
    layer: 'tls',
    says: 'The certificate is not fit for use: weak key or digest, no subject alternative name, or not for servers.',
    failures: ['ssl_invalid_certificate', 'ssl_invalid_hostname'],
    findings: ['tls-certificate-unusable', 'tls-name-mismatch'],
    leavesOpen: 'whether the service or an inspecting device issued it',
    weight: 5,
  },
  'no common version': {
    layer: 'tls',
    says: 'Client and server have no TLS version or cipher in common.',
    failures: ['ssl_version_rejected', 'ssl_failed_handshake'],
    findings: ['tls-version-too-low', 'tls-handshake-failed'],
    leavesOpen: 'which side is old; an inspecting device may be the one',
    weight: 5,
  },
  'handshake alert': {
    layer: 'tls',
    says: 'The peer ended the handshake with an alert.',
    failures: ['ssl_failed_handshake'],
    findings: [
      'tls-blocked-by-name',
      'tls-handshake-failed',
      'tls-version-too-low',
      'tls-client-certificate-required',
    ],
    leavesOpen:
      'why: no common cipher, a name that the server or a firewall does not want, or a client certificate that is missing',
    weight: 5,
  },
  'client certificate wanted': {
    layer: 'tls',
    says: 'The server wants a certificate of the client.',
    failures: ['ssl_failed_handshake'],
    findings: ['tls-client-certificate-required', 'tls-handshake-failed'],
    leavesOpen: 'whether none was sent or one that the server does not accept',
    weight: 5,
  },
  'not TLS': {
    layer: 'tls',
    says: 'What came back is not TLS: another protocol speaks on this port, often plain HTTP.',
    failures: ['ssl_not_spoken'],
    findings: ['tls-not-spoken'],
    leavesOpen: 'whether the scheme or port is wrong, or a proxy or captive page answered',
    weight: 5,
  },
  'TLS failed': {
    layer: 'tls',
    says: 'TLS did not come about; the reason stands in an inner error.',
    failures: ['ssl_failed_handshake', 'ssl_unknown_authority', 'eof_error'],
    findings: ['tls-blocked-by-name', 'tls-untrusted', 'tls-intercepted', 'tls-handshake-failed'],
    leavesOpen: 'why: cut, not trusted, wrong name, or no common version. Look for the inner error',
    weight: 2,
  },
  'certificate refused': {
    layer: 'tls',
    says: 'The client refused the certificate; which check failed is not told.',
    failures: ['ssl_unknown_authority', 'ssl_invalid_hostname', 'ssl_invalid_certificate'],
    findings: ['tls-intercepted', 'tls-untrusted', 'tls-name-mismatch', 'tls-expired'],
    leavesOpen: 'whether authority, name or dates were at fault',
    weight: 4,
  },
  'handshake done': {
    layer: 'tls',
    says: 'No network fault is shown: TLS was completed, and the client trusts the certificate.',
    failures: [],
    findings: [],
    leavesOpen:
      'whether the service answers; and who signed, where the client also trusts a company’s own authority',
    weight: 2,
  },
  'connects only': {
    layer: 'tls',
    says: 'The TCP connection works. That is no proof of reachability: a firewall that filters by name completes it, too, and cuts after the ClientHello.',
    failures: [],
    findings: ['tls-blocked-by-name'],
    leavesOpen: 'whether TLS and HTTP get through; this test sends neither',
    weight: 5,
  },
  'revocation unknown': {
    layer: 'tls',
    says: 'The client could not reach the revocation list or OCSP responder of the certificate; the target itself answered.',
    failures: [],
    findings: ['tls-certificate-unusable'],
    leavesOpen:
      'which address of the authority is blocked: its URL stands in the certificate, on plain HTTP port 80',
    weight: 5,
  },
} as const satisfies Record<string, Meaning>
