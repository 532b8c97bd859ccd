import type { SignTable } from './sign.ts'

/** OpenSSL: its library’s words, and what openssl s_client prints. */
// biome-ignore format: one sign a line
export const OPENSSL: SignTable = {
  family: 'OpenSSL',
  source: 'https://docs.openssl.org/3.5/man1/openssl-verification-options/',
  signs: [
    { test: /\b(?:certificate )?issuer is (?:not recognized|unknown|not trusted)\b/i, shows: 'untrusted', source: 'https://firefox-source-docs.mozilla.org/security/nss/index.html' },
    { test: /\bCONNECTED\(0{0,7}\d\)[\s\S]{0,200}?(?:(?:write|read):errno=(?:0|54|104|10054)\b|SSL_ERROR_SYSCALL|unexpected eof)/i, shows: 'cut in handshake', misleads: '"Verification: OK" further down means nothing here: no certificate came', source: 'https://docs.openssl.org/3.5/man1/openssl-s_client/' },
    { test: /\bSSL handshake has read 0 bytes\b/i, shows: 'cut in handshake', misleads: '"Verification: OK" further down means nothing here: no certificate came', source: 'https://docs.openssl.org/3.5/man1/openssl-s_client/' },
    { test: /\bconnect:errno=110\b|\bBIO_connect:[^\n]{0,40}timed out|\bconnect:errno=10060\b/i, shows: 'connect timeout', weight: 5 },
    { test: /\bconnect:errno=111\b|\bBIO_connect:connect error[^\n]{0,60}refused/i, shows: 'refused', weight: 5 },
    { test: /\bconnect:errno=1(?:01|13)\b/i, shows: 'unreachable', weight: 5 },
    { test: /\bBIO_lookup_ex:(?:Name or service not known|system lib|nodename nor servname)|\bgetservbyname failure\b|\bBIO_lookup_ex\b/i, shows: 'name not resolved' },
    { test: /\bVerify(?: return)? ?code: (?:18|19|20|21|2)\b|\bverify error:num=(?:18|19|20|21|2)\b|\bSSL certificate verify result: (?:self[- ]signed|unable to get)/i, shows: 'untrusted' },
    { test: /\bVerify return code: (?:10|9)\b|\bverify error:num=(?:10|9)\b/i, shows: 'wrong date' },
    { test: /\bVerify return code: (?:62|64)\b|\bverify error:num=(?:62|64)\b|\bHostname mismatch\b|\bIP address mismatch\b/i, shows: 'wrong name' },
    { test: /\bunable to get (?:local )?issuer certificate\b|\bself[- ]signed certificate(?: in certificate chain)?\b|\bunable to verify the first certificate\b/i, shows: 'untrusted' },
    { test: /\bcertificate has expired\b|\bcertificate is not yet valid\b|\bcertificate expired\b/i, shows: 'wrong date', weight: 4 },
    { test: /\bwrong version number\b|\bhttp request\b:?[^\n]{0,30}s3_|\bssl3_get_record:http request\b|\bpacket length too long\b|\bunknown protocol\b/i, shows: 'not TLS', weight: 5, misleads: 'No TLS version is wrong: what came back is not TLS, often a proxy’s or web page’s plain HTTP', source: 'https://docs.openssl.org/3.5/man3/ERR_get_error/' },
    { test: /\btlsv1 alert protocol version\b|\bSSL alert number 70\b|\bunsupported protocol\b|\bno protocols available\b|\balert number 71\b/i, shows: 'no common version' },
    { test: /\bsslv3 alert handshake failure\b|\bssl\/tls alert handshake failure\b|\bSSL alert number (?:40|47|80)\b|\bno shared cipher\b|\btlsv1 alert internal error\b|\btlsv1 unrecognized name\b|\bSSL alert number 112\b|\btlsv1 alert access denied\b|\bSSL alert number 49\b/i, shows: 'handshake alert' },
    { test: /\bSSL alert number (?:42|46|48)\b|\btlsv1 alert unknown ca\b|\bsslv3 alert (?:bad certificate|certificate unknown)\b|\btlsv1 alert bad certificate\b/i, shows: 'peer distrusts' },
    { test: /\btlsv13 alert certificate required\b|\bSSL alert number 116\b|\bpeer did not return a certificate\b|\bcertificate required\b/i, shows: 'client certificate wanted' },
    { test: /\bunexpected eof while reading\b/i, shows: 'cut in handshake', weight: 4 },
    { test: /\bdh key too small\b|\bee key too small\b|\bca md too weak\b|\bunsafe legacy renegotiation disabled\b|\bbad ecpoint\b/i, shows: 'no common version', misleads: 'The path works: the client’s OpenSSL refuses old cryptography of the server or of an inspecting device', source: 'https://docs.openssl.org/3.5/man3/SSL_CTX_set_security_level/' },
    { test: /\bSSL_connect SYSCALL returned=\d\b/i, shows: 'cut in handshake' },
    { test: /\bsigned by an (?:unknown|untrusted) (?:certificate )?authority\b/i, shows: 'untrusted' },
    { test: /\bSSL certificate problem\b/i, shows: 'certificate refused', weight: 3 },
    { test: /\bcertificate verify failed\b/i, shows: 'certificate refused' },
  ],
}
