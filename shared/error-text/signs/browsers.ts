import type { SignTable } from './sign.ts'

const NSS = 'https://firefox-source-docs.mozilla.org/security/nss/index.html'
const URLMON =
  'https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/ms775145(v=vs.85)'
const APPLE = 'https://developer.apple.com/documentation/foundation/urlerror'

/** Chrome and Edge, Firefox, Safari. */
// biome-ignore format: one sign a line
export const BROWSERS: SignTable = {
  family: 'browsers',
  source: 'https://chromium.googlesource.com/chromium/src/+/main/net/base/net_error_list.h',
  signs: [
    { test: /\bERR_NAME_NOT_RESOLVED\b|\bDNS_PROBE_FINISHED_NXDOMAIN\b|\bDNS_PROBE_FINISHED_NO_INTERNET\b/i, shows: 'name not resolved' },
    { test: /\bERR_CONNECTION_TIMED_OUT\b/i, shows: 'connect timeout' },
    { test: /\bERR_CONNECTION_REFUSED\b/i, shows: 'refused' },
    { test: /\bERR_CONNECTION_RESET\b|\bPR_CONNECT_RESET_ERROR\b/i, shows: 'reset' },
    { test: /\bERR_(?:CONNECTION_CLOSED|EMPTY_RESPONSE)\b|\bEmpty reply from server\b/i, shows: 'connection ended' },
    { test: /\bERR_CERT_AUTHORITY_INVALID\b|\bSEC_ERROR_UNKNOWN_ISSUER\b|\bMOZILLA_PKIX_ERROR_(?:SELF_SIGNED_CERT|MITM_DETECTED)\b/i, shows: 'untrusted' },
    { test: /\bERR_CERT_COMMON_NAME_INVALID\b|\bSSL_ERROR_BAD_CERT_DOMAIN\b/i, shows: 'wrong name' },
    { test: /\bERR_CERT_DATE_INVALID\b|\bSEC_ERROR_EXPIRED_(?:ISSUER_)?CERTIFICATE\b/i, shows: 'wrong date' },
    { test: /\bERR_TUNNEL_CONNECTION_FAILED\b/i, shows: 'proxy trouble', weight: 4 },
    { test: /\bERR_PROXY_CONNECTION_FAILED\b/i, shows: 'proxy unreachable' },
    { test: /\bERR_(?:HTTP2|QUIC)_PROTOCOL_ERROR\b|\bERR_INVALID_HTTP_RESPONSE\b/i, shows: 'bad answer' },
    { test: /\bPR_END_OF_FILE_ERROR\b/i, shows: 'cut in handshake', misleads: 'No file ends: the connection was closed in the TLS handshake', source: NSS },
    { test: /\bINET_E_RESOURCE_NOT_FOUND\b/i, shows: 'name not resolved', source: URLMON },
    { test: /\bSafari can(?:['’]t|not) find the server\b/i, shows: 'name not resolved', source: APPLE },
    { test: /\bSafari can(?:['’]t|not) establish a secure connection to the server\b/i, shows: 'TLS failed', weight: 3, source: APPLE },
    { test: /\bSafari can(?:['’]t|not) connect to the server\b/i, shows: 'not connected', weight: 3, source: APPLE },
    { test: /\bthe server unexpectedly dropped the connection\b/i, shows: 'connection ended', source: APPLE },
    { test: /\bthe server where this page is located isn['’]t responding\b/i, shows: 'any timeout', weight: 3, source: APPLE },
  ],
}
