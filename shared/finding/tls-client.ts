import type { FindingRow } from './row.ts'

/** What a server wants of its client in TLS. */
export const TLS_CLIENT_FINDINGS = {
  'tls-client-certificate-required': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The server wants a client certificate (mutual TLS), and the probe has none.',
    seen: 'The alert certificate_required (116); or a CertificateRequest of the server, and then a handshake that it ends, or an alert about a certificate; or an answer that says so (nginx’s “No required SSL certificate was sent”, IIS’ 403.7, App Service’s “Client Certificate Required”). A warning when another address answers. A server that only asks, and serves without one, has no finding.',
    confusedWith: [
      {
        code: 'tls-handshake-failed',
        apart: 'there the server did not ask for a certificate before it broke off',
      },
      {
        code: 'http-no-response',
        apart: 'there the request is not ended by an alert about a certificate',
      },
    ],
    causes: ['the server requires mutual TLS; the network let the connection and the name through'],
    fix: 'No network change is needed: only a client that holds a certificate of an authority which the server accepts gets further. To check reachability alone, use tcp:// for this target',
    docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.3.2',
  },
} as const satisfies Record<string, FindingRow>
