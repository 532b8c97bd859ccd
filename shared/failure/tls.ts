import type { FailureRow } from './row.ts'

const VERIFY = 'https://docs.openssl.org/3.5/man3/X509_STORE_CTX_get_error/'

export const TLS_FAILURES = {
  ssl_unknown_authority: {
    steps: ['handshake', 'proxy'],
    means: 'The handshake completed, but no known root vouches for the certificate chain.',
    causes: [
      'a firewall or proxy inspects TLS and signs with its own authority',
      'the server does not send its intermediate certificate',
      'a self-signed certificate',
    ],
    fix: 'Look at the issuer in the evidence. An authority of your own company: exempt the name from inspection, or add its root to `ca`.',
    docs: VERIFY,
    retry: false,
    fault: 'target',
  },
  ssl_invalid_hostname: {
    steps: ['handshake', 'proxy'],
    means: 'The handshake completed with a certificate for other names.',
    causes: [
      'the address belongs to another service (a stale DNS record)',
      'the privatelink name was used instead of the public one',
      'the wrong virtual host answered',
    ],
    fix: 'Compare the names in the certificate with the target; check the DNS record.',
    docs: 'https://www.rfc-editor.org/rfc/rfc9525',
    retry: false,
    fault: 'target',
  },
  ssl_invalid_certificate: {
    steps: ['handshake', 'proxy'],
    means:
      'The handshake completed with a certificate that is not valid: expired, not yet valid, or not fit for use.',
    causes: [
      'the certificate was not renewed',
      'the clock of the probe is wrong',
      'a certificate not made for servers, with a weak key or digest, or by an authority that may not sign for the name',
    ],
    fix: 'The raw text is the verifier’s reason: compare the validity dates with the clock of the probe and renew, or have the certificate reissued.',
    docs: VERIFY,
    retry: false,
    fault: 'target',
  },
  ssl_not_spoken: {
    steps: ['handshake', 'proxy', 'greet'],
    means: 'The peer answered the ClientHello with something that is not TLS.',
    causes: [
      'a plain-text service on this port',
      'a proxy or captive page that answers in HTTP',
      'a protocol that starts TLS only on request (STARTTLS)',
    ],
    fix: 'Check the port and the scheme of the URL.',
    docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-5.1',
    retry: false,
    fault: 'target',
  },
  ssl_version_rejected: {
    steps: ['handshake', 'proxy', 'request', 'greet'],
    means: 'Client and server have no TLS version in common.',
    causes: [
      'the server speaks only TLS 1.0 or 1.1',
      'an inspecting device on the path speaks only old versions',
    ],
    fix: 'Enable TLS 1.2 or later on the server or the inspecting device.',
    docs: 'https://www.rfc-editor.org/rfc/rfc8996',
    retry: false,
    fault: 'target',
  },
  ssl_failed_handshake: {
    steps: ['handshake', 'proxy', 'request', 'greet'],
    means: 'The peer ended the handshake with an alert, or broke the protocol.',
    causes: [
      'no cipher suite in common',
      'the server wants a client certificate',
      'the server does not know the name (alert unrecognized_name)',
    ],
    fix: 'The alert is in the raw text of the evidence; compare with the TLS settings of the server.',
    docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-6',
    retry: true,
    fault: 'target',
  },
} as const satisfies Record<string, FailureRow>
