import type { SignTable } from './sign.ts'

const LOCALHOST = 'https://curl.se/docs/sslcerts.html'

/** curl, wget, git and whatever is built on libcurl. */
// biome-ignore format: one sign a line
export const CURL: SignTable = {
  family: 'curl',
  source: 'https://curl.se/libcurl/c/libcurl-errors.html',
  signs: [
    { test: /\bcurl: \(5\)|\bCould not resolve proxy\b/i, shows: 'proxy name' },
    { test: /\bcurl: \(6\)|\bCould not resolve host\b|\bunable to resolve host address\b|\bCouldn't resolve host\b/i, shows: 'name not resolved', weight: 5 },
    { test: /\bResolving timed out after\b/i, shows: 'resolver silent' },
    { test: /\bcurl: \(28\) (?:Failed to connect|Connection timed out|connect\(\) timed out)|\bFailed to connect to \S{1,253} port \d{1,5}[^\n]{0,60}(?:Connection timed out|Timeout was reached|timed out)/i, shows: 'connect timeout', weight: 5 },
    { test: /\bcurl: \(28\) SSL connection timeout|\bSSL connection timeout\b/i, shows: 'handshake timeout' },
    { test: /\bcurl: \(28\) (?:Operation timed out after|Operation too slow)|\bOperation timed out after \d{1,9} milliseconds with \d{1,15}/i, shows: 'read timeout', weight: 4 },
    { test: /\bcurl: \(28\)/i, shows: 'any timeout' },
    { test: /\bcurl: \(7\)[^\n]{0,200}(?:Connection refused|actively refused)/i, shows: 'refused', weight: 5 },
    { test: /\bcurl: \(7\)[^\n]{0,200}(?:No route to host|Network is unreachable|Host is unreachable)/i, shows: 'unreachable', weight: 5 },
    { test: /\bFailed to connect to \S{1,253} port \d{1,5}[^\n]{0,60}(?:Couldn't connect to server|Could not connect to server)|\bcurl: \(7\)/i, shows: 'refused', weight: 4 },
    { test: /\bcurl: \(35\)[^\n]{0,200}(?:SSL_ERROR_SYSCALL|Connection reset|unexpected eof|errno 104|errno 10054)|\bSSL_ERROR_SYSCALL\b|\bOpenSSL SSL_connect: (?:Connection reset|SSL_ERROR)/i, shows: 'cut in handshake', misleads: 'No system call of the client is at fault: the connection was cut in the handshake', source: 'https://docs.openssl.org/3.5/man3/SSL_get_error/' },
    { test: /\bcurl: \(35\)[^\n]{0,200}(?:wrong version number|packet length too long|http request)/i, shows: 'not TLS' },
    { test: /\bcurl: \(35\)[^\n]{0,200}(?:protocol version|unsupported protocol)/i, shows: 'no common version' },
    { test: /\bcurl: \(35\)/i, shows: 'TLS failed', weight: 3 },
    { test: /\bgnutls_handshake\(\) failed: (?:The TLS connection was non-properly terminated|Error in the pull function)|\bGnuTLS recv error \(-110\)/i, shows: 'cut in handshake', source: 'https://www.gnutls.org/manual/html_node/Error-codes.html' },
    { test: /\bgnutls_handshake\(\) failed\b/i, shows: 'handshake alert', source: 'https://www.gnutls.org/manual/html_node/Error-codes.html' },
    { test: /\bcurl: \(60\)[^\n]{0,200}(?:no alternative certificate subject name|does not match target host)/i, shows: 'wrong name', source: LOCALHOST },
    { test: /\bno alternative certificate subject name matches\b/i, shows: 'wrong name', source: LOCALHOST },
    { test: /\bcurl: \(60\)[^\n]{0,200}(?:certificate has expired|not yet valid)/i, shows: 'wrong date', source: LOCALHOST },
    { test: /\bSSL certificate problem: (?:unable to get|self[- ]signed)|\bcurl: \(60\)/i, shows: 'untrusted', source: LOCALHOST },
    { test: /\bSSL certificate problem: certificate (?:has expired|is not yet valid)/i, shows: 'wrong date', source: LOCALHOST },
    { test: /\bserver certificate verification failed\b[^\n]{0,80}CAfile/i, shows: 'untrusted', source: LOCALHOST },
    { test: /\bcurl: \(77\)|\berror setting certificate (?:verify locations|file)/i, shows: null, weight: 3, misleads: 'The server’s certificate was never looked at: the client’s own file of roots is missing', source: 'https://curl.se/libcurl/c/libcurl-errors.html', lookFor: 'the path of the CA file; nothing was sent to the network' },
    { test: /\bcurl: \(52\)|\bEmpty reply from server\b/i, shows: 'connection ended', weight: 4 },
    { test: /\bcurl: \(56\)[^\n]{0,120}(?:407|Proxy Authentication)|\bReceived HTTP code 407 from proxy\b|\bCONNECT tunnel failed, response 407/i, shows: 'proxy wants credentials' },
    { test: /\bReceived HTTP code (?:502|503|504) from proxy\b|\bCONNECT tunnel failed, response (?:502|503|504)/i, shows: 'proxy cannot reach' },
    { test: /\bReceived HTTP code \d{3} from proxy\b|\bCONNECT tunnel failed, response \d{3}|\bProxy tunneling failed: (?:Forbidden|Method)/i, shows: 'proxy denied' },
    { test: /\bProxy CONNECT aborted\b/i, shows: 'proxy closed' },
    { test: /\bcurl: \(97\)|\bcurl: \(56\) (?:Proxy|Recv failure: Connection was reset by proxy)/i, shows: 'proxy unreachable' },
    { test: /\bRecv failure: Connection (?:was )?reset\b|\bcurl: \(56\)|\bSend failure: (?:Connection was reset|Broken pipe)/i, shows: 'reset', weight: 4 },
    { test: /\bcurl: \(22\) The requested URL returned error: 407/i, shows: 'proxy wants credentials' },
    { test: /\bThe requested URL returned error: 403\b/i, shows: 'status 403' },
    { test: /\bThe requested URL returned error: 401\b/i, shows: 'status 401' },
    { test: /\bThe requested URL returned error: (?:502|503|504)\b/i, shows: 'gateway error' },
    { test: /\bThe requested URL returned error: \d{3}\b/i, shows: 'status unexpected' },
    { test: /\bHTTP\/2 stream \d{1,6} was not closed cleanly\b|\bcurl: \(92\)/i, shows: 'connection ended' },
    { test: /\bProxy tunneling failed: Proxy Authentication Required\b|\bProxy request sent[^\n]{0,80}407/i, shows: 'proxy wants credentials' },
  ],
}
