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
  'tls-client-certificate-refused': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The server does not accept the client certificate that the configuration gives.',
    seen: 'As for `tls-client-certificate-required`, with a client certificate configured: an alert about a certificate (unknown_ca, certificate_expired, bad_certificate ...), or an answer that says so (nginx’s “The SSL certificate error”). A warning when another address accepts it.',
    confusedWith: [
      {
        code: 'tls-client-certificate-required',
        apart: 'there the probe has no certificate to show',
      },
      {
        code: 'tls-untrusted',
        apart: 'there it is this machine that does not trust the certificate of the server',
      },
    ],
    causes: [
      'its issuer is not among the authorities that the server accepts, or their certificates were not sent along',
      'it has expired, was revoked, or is not made for clients',
      'the server maps certificates to accounts and does not know this one',
    ],
    fix: 'Compare the issuer of the certificate with what the server accepts (openssl s_client prints its list as “Acceptable client certificate CA names”), and put the certificates between both into the file, after the leaf',
    docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.4',
  },
  'tls-client-certificate-expires-soon': {
    step: 'handshake',
    severity: 'warn',
    traits: [],
    means: 'The client certificate that the configuration gives ends soon.',
    seen: 'The server asked for it, and it is valid for fewer than 21 days, or than a third of its life; or it has ended, and the server takes it all the same.',
    confusedWith: [
      { code: 'tls-expires-soon', apart: 'there it is the certificate of the server' },
      { code: 'tls-client-certificate-refused', apart: 'there the server turns the client away' },
    ],
    causes: ['it is renewed by hand, or the renewal failed'],
    fix: 'Renew the client certificate, here and in every application that shows it, before it ends',
    docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
} as const satisfies Record<string, FindingRow>
