import type { FindingRow } from './row.ts'
import { TLS_CLIENT_FINDINGS } from './tls-client.ts'

const VERIFY = 'https://docs.openssl.org/3.5/man3/X509_STORE_CTX_get_error/'

export const TLS_FINDINGS = {
  'tls-large-hello-dropped': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means:
      'The large ClientHello of today’s TLS clients is lost or not understood; a small one is answered.',
    seen: 'Not one byte comes back after the ClientHello with a post-quantum key share (X25519MLKEM768, some 1,600 bytes, two packets) in any attempt, and one of some 370 bytes with classical key exchange is answered between those attempts. What is at fault, its size or its content, does not show from here.',
    confusedWith: [
      {
        code: 'tls-blocked-by-name',
        apart: 'there a small ClientHello with the same name fares no better',
      },
      {
        code: 'path-mtu-black-hole',
        apart: 'there the small ClientHello is sent well, and the answer to it is lost',
      },
    ],
    causes: [
      'a firewall, an intrusion prevention system or a load balancer on the path does not take a ClientHello that spans two packets',
      'packets of full size are lost on the way to the server (path MTU)',
    ],
    fix: 'Update the device on the path, or let it take a ClientHello in several packets. Workloads with a small one work meanwhile: Windows (Schannel), .NET Framework, OpenSSL 3.4 and earlier; those with the large one fail: Node.js 24, Go 1.24, Chrome, OpenSSL 3.5 and later. To send the small one: ecdhCurve X25519:P-256 (Node.js), GODEBUG=tlsmlkem=0 (Go), Groups = X25519:P-256 in openssl.cnf',
    docs: 'https://tldr.fail/',
  },
  'path-mtu-black-hole': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'Short packets pass on this path, and packets of full size are lost without a word.',
    seen: 'TCP connects; the server is silent after a large and after a small ClientHello, whose answer, its certificates, fills packets; and it refuses at once a ClientHello that it can answer in seven bytes. Or TLS and the answer to HEAD, which fit into a packet, arrive, and of the larger answer to GET that HEAD announces not one byte does. A server that hangs over its certificate or over its answer looks the same.',
    confusedWith: [
      {
        code: 'tls-blocked-by-name',
        apart:
          'there the ClientHello that has to be refused, which holds the same name, meets silence as well',
      },
      { code: 'tls-large-hello-dropped', apart: 'there a small ClientHello is answered' },
      { code: 'tcp-dropped', apart: 'there the connection does not even open' },
    ],
    causes: [
      'a tunnel, VPN, ExpressRoute or overlay on the path carries smaller packets than its ends send, and the ICMP messages that say so are blocked',
      'the server hangs while it makes its answer',
    ],
    fix: 'Let ICMP “fragmentation needed” (IPv4 type 3 code 4) and “packet too big” (IPv6 type 2) through, or clamp the TCP MSS on the tunnel’s gateways. To confirm: ping with the don’t-fragment flag and rising sizes, or a lower MTU on this host',
    docs: 'https://www.rfc-editor.org/rfc/rfc2923#section-2.1',
  },
  'tls-blocked-by-name': {
    step: 'handshake',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'TCP connects, and the connection dies as soon as the server name was sent.',
    seen: 'The connection opens, the ClientHello goes out, and not one byte comes back before a reset, a close or the time limit. Silence is less certain than a cut; other names on the same address are compared.',
    confusedWith: [
      { code: 'tcp-dropped', apart: 'there the connection does not even open' },
      {
        code: 'tls-handshake-failed',
        apart: 'there the server answers the ClientHello first',
      },
      {
        code: 'http-no-response',
        apart: 'there TLS completes and the request stays without an answer',
      },
    ],
    causes: [
      'an application rule of a firewall (Azure Firewall and others) does not allow this name: it accepts TCP for every server and decides by the server name',
      'the server itself closes on this name',
    ],
    fix: 'Allow exactly this name and port in the firewall’s application rules; its log holds the denied name',
    docs: 'https://learn.microsoft.com/azure/firewall/rule-processing',
  },
  'tls-not-spoken': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The port answers, but not with TLS.',
    seen: 'The first bytes after the ClientHello are no TLS record. At smtp:// and imap://: what answers is no mail server, says nothing, does not offer STARTTLS, or refuses it.',
    confusedWith: [
      {
        code: 'tls-version-too-low',
        apart: 'there TLS is spoken, in a version that is refused',
      },
    ],
    causes: [
      'the port serves plain text, or starts TLS only on request (databases, SMTP)',
      'a proxy or captive portal answers in HTTP',
      'a firewall with mail inspection takes STARTTLS out of what the server offers',
    ],
    fix: 'Check the port and the scheme of the URL: http:// for plain HTTP, grpc:// for gRPC in clear, smtp:// or imap:// for STARTTLS of mail, tcp:// for other protocols that begin in clear',
    docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-5.1',
  },
  'tls-version-too-low': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The TLS version is older than what is accepted.',
    seen: 'The handshake fails for want of a common version, or the agreed version is below `expect.tls.minVersion`.',
    confusedWith: [
      { code: 'tls-handshake-failed', apart: 'there the alert is about something else' },
    ],
    causes: [
      'the server speaks only TLS 1.0 or 1.1',
      'a device that inspects TLS speaks an old version',
    ],
    fix: 'Enable TLS 1.2 or later on the server, or on the device on the way',
    docs: 'https://www.rfc-editor.org/rfc/rfc8996',
  },
  ...TLS_CLIENT_FINDINGS,
  'tls-handshake-failed': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The server answers, and the handshake does not complete.',
    seen: 'A TLS alert, or a cut or silence after the server’s first bytes. The number of the alert decides cause and fix: 40 nothing in common, 49 a policy, 71 stronger ciphers, 80 a fault of the server, 112 a name that is not set up, 120 another protocol. After 120 the probe offers HTTP/2 as well and says whether that is taken.',
    confusedWith: [
      {
        code: 'tls-blocked-by-name',
        apart: 'there not one byte comes back after the ClientHello',
      },
      { code: 'tls-untrusted', apart: 'there the handshake completes' },
    ],
    causes: [
      'no cipher suite in common, a name that is not set up on the server, a fault of the server: as the alert says',
      'a device on the way breaks off while it inspects',
    ],
    fix: 'Look into the log of the server, or of a device that inspects, for this time; compare with a check from another network',
    docs: 'https://www.rfc-editor.org/rfc/rfc8446#section-6',
  },
  'tls-intercepted': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'A device on the way ends TLS and signs with its own authority.',
    seen: 'An issuer is named after an inspecting product, or a root that is no public authority’s vouches for the host of a public vendor, or the same unknown authority signs for unrelated public hosts of the sweep. A warning where a root of the machine’s store or of `ca` makes the chain trusted; a failure all the same with `expect.tls.inspected: never`, which rows of the catalogs have where the vendor says so; a remark with `allowed`. Where `never` is expected of a service with an authority of its own, inconclusive unless `expect.tls.issuer` names it.',
    confusedWith: [
      {
        code: 'tls-untrusted',
        apart:
          'there only this host shows the unknown authority, and it is not a well-known service',
      },
      {
        code: 'tls-issuer-unexpected',
        apart: 'there the configuration names the issuer that is expected',
      },
    ],
    causes: [
      'a firewall or proxy inspects TLS (Azure Firewall Premium, Secure Web Proxy, a company proxy)',
      'a mirror of the company answers for a public name with a certificate of its own',
    ],
    fix: 'Exempt the name from inspection, or add the device’s root to `ca` here and to the trust store of the application. Services that pin or use client certificates need the exemption. Where inspection is known and right: `expect.tls.inspected: allowed`',
    docs: 'https://learn.microsoft.com/azure/firewall/premium-features',
  },
  'tls-name-mismatch': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The certificate is for other names.',
    seen: 'The handshake completes and the name is not among those of the leaf.',
    confusedWith: [
      {
        code: 'private-endpoint-stale',
        apart: 'there the address is a private endpoint’s, which points to a stale record',
      },
    ],
    causes: [
      'the address belongs to another service',
      'the privatelink name was used instead of the public one',
      'the server has no certificate for this virtual host',
    ],
    fix: 'Compare the names in the certificate with the host; correct the record or the URL',
    docs: 'https://www.rfc-editor.org/rfc/rfc9525',
  },
  'tls-expired': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'A certificate of the chain has expired.',
    seen: 'OpenSSL says CERT_HAS_EXPIRED, or the leaf’s end is before the start of the sweep. Where it is in date by the clocks of the servers (Date, NTP), the clock of the probe is fast.',
    confusedWith: [
      {
        code: 'tls-not-yet-valid',
        apart: 'there the dates start in the future',
      },
      {
        code: 'tls-intercepted',
        apart: 'an inspecting device may show its own expired certificate; the issuer shows it',
      },
    ],
    causes: [
      'the certificate was not renewed',
      'it was renewed and the server still holds the old one',
      'the clock of the probe is wrong',
    ],
    fix: 'Renew the certificate and reload the server',
    docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'tls-not-yet-valid': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'A certificate of the chain is not valid yet.',
    seen: 'OpenSSL says CERT_NOT_YET_VALID, or the leaf is valid only from after the start of the sweep. By the clocks of the servers (Date, NTP), or by several unlike certificates where no server tells the time, it is the clock of the probe that is slow.',
    confusedWith: [{ code: 'tls-expired', apart: 'there the dates have passed' }],
    causes: ['the clock of the probe is slow', 'the certificate was installed before its time'],
    fix: 'Set the clock of the probe’s host; if it is right, install the certificate that is valid now',
    docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'tls-certificate-unusable': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'A certificate of the chain is not fit for use, whoever signed it.',
    seen: 'Verification fails for a reason that is neither a date, nor the name, nor an unknown authority: a weak key or digest, the wrong purpose, an unknown critical extension, names or depth that an authority may not sign for, a signature that does not fit. The summary names the certificate and the reason.',
    confusedWith: [
      {
        code: 'tls-untrusted',
        apart: 'there no root that is known here vouches for the chain',
      },
      {
        code: 'tls-intercepted',
        apart:
          'there the issuer speaks for a device on the way; here its authority may well be the right one',
      },
    ],
    causes: ['the certificate was issued in a way that today’s TLS clients refuse'],
    fix: 'Have the certificate reissued; adding a root to `ca` does not help',
    docs: VERIFY,
  },
  'tls-untrusted': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'No known root vouches for the certificate.',
    seen: 'No names of issuers lead from the chain to a root that is known here, and nothing points to inspection. The chain shows whether the leaf is self-signed, the root unknown or an intermediate missing.',
    confusedWith: [
      {
        code: 'tls-intercepted',
        apart: 'there other hosts show the same authority, or the service is known to use another',
      },
      {
        code: 'tls-certificate-unusable',
        apart:
          'there the authority is known, or is not what matters, and a certificate is not fit for use',
      },
    ],
    causes: [
      'the server does not send its intermediate certificate',
      'a private authority signed it, and its root is not in `ca`',
      'the certificate is self-signed',
    ],
    fix: 'Let the server send the whole chain; add a private root to `ca`',
    docs: VERIFY,
  },
  'tls-issuer-unexpected': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'Another authority signed the certificate than the one expected.',
    seen: 'None of the texts of `expect.tls.issuer` is in an issuer of the presented chain.',
    confusedWith: [
      {
        code: 'tls-intercepted',
        apart:
          'that is concluded from the sweep or from what is known of the service, without a configured issuer',
      },
    ],
    causes: [
      'a device on the way signs instead of the service',
      'the service changed its authority',
    ],
    fix: 'Look at the issuer in the evidence: your own device’s, exempt the name; a new public authority, extend `expect.tls.issuer`',
    docs: 'https://learn.microsoft.com/azure/security/fundamentals/azure-ca-details',
  },
  'tls-expires-soon': {
    step: 'handshake',
    severity: 'warn',
    traits: [],
    means: 'The certificate expires soon.',
    seen: 'The leaf ends within `expect.tls.expiresInDays`; without it within 21 days, or a third of its life when that is shorter.',
    confusedWith: [{ code: 'tls-expired', apart: 'there it has ended' }],
    causes: [
      'renewal is not automatic',
      'renewal fails (its challenge or its authority is unreachable)',
    ],
    fix: 'Renew it now, and find out why it was not renewed by itself',
    docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
} as const satisfies Record<string, FindingRow>
