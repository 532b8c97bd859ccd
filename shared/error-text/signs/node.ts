import type { SignTable } from './sign.ts'

/** Node.js and undici. */
// biome-ignore format: one sign a line
export const NODE: SignTable = {
  family: 'Node.js',
  source: 'https://nodejs.org/api/errors.html',
  signs: [
    { test: /\bgetaddrinfo ENOTFOUND\b|\bquery(?:A|Aaaa|Srv|Txt) ENOTFOUND\b/i, shows: 'no such name', weight: 5 },
    { test: /\bgetaddrinfo EAI_AGAIN\b/i, shows: 'resolver gave up', weight: 5 },
    { test: /\bquery(?:A|Aaaa|Srv|Txt) ESERVFAIL\b/i, shows: 'resolver failed' },
    { test: /\bquery(?:A|Aaaa|Srv|Txt) ETIMEOUT\b/i, shows: 'resolver silent' },
    { test: /\bquery(?:A|Aaaa|Srv|Txt) ECONNREFUSED\b/i, shows: 'resolver not reached' },
    { test: /\bquery(?:A|Aaaa|Srv|Txt) EREFUSED\b/i, shows: 'resolver refused' },
    { test: /\bquery(?:A|Aaaa|Srv|Txt) ENODATA\b/i, shows: 'no address' },
    { test: /\bUND_ERR_CONNECT_TIMEOUT\b|\bConnect Timeout Error\b|\bConnectTimeoutError\b/i, shows: 'connect timeout', weight: 5, source: 'https://undici.nodejs.org/#/docs/api/Errors' },
    { test: /\bUND_ERR_(?:HEADERS|BODY)_TIMEOUT\b|\b(?:Headers|Body) Timeout Error\b/i, shows: 'read timeout', source: 'https://undici.nodejs.org/#/docs/api/Errors' },
    { test: /\bUND_ERR_SOCKET\b|\bSocketError: other side closed\b|\bother side closed\b/i, shows: 'connection ended', source: 'https://undici.nodejs.org/#/docs/api/Errors' },
    { test: /\bUND_ERR_HEADERS_OVERFLOW\b|\bHPE_HEADER_OVERFLOW\b|\bHeader overflow\b/i, shows: 'headers too large' },
    { test: /\bProxy response \(407\) !== 200 when HTTP Tunneling|\bProxy response \(407\)|\bProxy response !== 200 when HTTP Tunneling[^\n]{0,80}407/i, shows: 'proxy wants credentials' },
    { test: /\bProxy response \((?:502|503|504)\)/i, shows: 'proxy cannot reach' },
    { test: /\bProxy response (?:\((?!407|50[234])\d{3}\) )?!== 200 when HTTP Tunneling/i, shows: 'proxy denied' },
    { test: /\btunneling socket could not be established, (?:statusCode|cause)=?[^\n]{0,10}407/i, shows: 'proxy wants credentials' },
    { test: /\btunneling socket could not be established, statusCode=40[35]/i, shows: 'proxy denied' },
    { test: /\btunneling socket could not be established, statusCode=50[234]/i, shows: 'proxy cannot reach' },
    { test: /\btunneling socket could not be established\b/i, shows: 'proxy unreachable' },
    { test: /\bClient network socket disconnected before secure TLS connection was established\b/i, shows: 'cut in handshake' },
    { test: /\btimeout of \d{1,9} ?ms exceeded\b|\bnetwork timeout\b|\brequest timed out\b/i, shows: 'any timeout' },
    { test: /\bsocket hang up\b/i, shows: 'connection ended' },
    { test: /\bParse Error: |\bHPE_INVALID_\w+|\bHPE_\w+\b|\bMissing expected CR after header value\b/i, shows: 'bad answer' },
    { test: /\bSELF_SIGNED_CERT_IN_CHAIN\b|\bDEPTH_ZERO_SELF_SIGNED_CERT\b|\bUNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?\b|\bUNABLE_TO_VERIFY_LEAF_SIGNATURE\b|\bunable to verify the first certificate\b/i, shows: 'untrusted' },
    { test: /\bERR_TLS_CERT_ALTNAME_INVALID\b|\bHostname\/IP does not match certificate's altnames\b/i, shows: 'wrong name' },
    { test: /\bCERT_HAS_EXPIRED\b|\bCERT_NOT_YET_VALID\b/i, shows: 'wrong date' },
    { test: /\bERR_SSL_WRONG_VERSION_NUMBER\b|\bERR_SSL_PACKET_LENGTH_TOO_LONG\b|\bERR_SSL_HTTP_REQUEST\b/i, shows: 'not TLS' },
    { test: /\bERR_SSL_(?:TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_OR_CIPHER_MISMATCH)\b/i, shows: 'no common version' },
    { test: /\bERR_SSL_SSL\/TLS_ALERT_HANDSHAKE_FAILURE\b|\bERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE\b/i, shows: 'handshake alert' },
    { test: /\bfetch failed\b/i, shows: null, weight: 1, lookFor: 'error.cause: undici keeps the code of the real error there' },
  ],
}
