import type { SignTable } from './sign.ts'

const URLLIB3 = 'https://urllib3.readthedocs.io/en/stable/reference/urllib3.exceptions.html'

/** Python: ssl, urllib3, requests, aiohttp, httpx. */
// biome-ignore format: one sign a line
export const PYTHON: SignTable = {
  family: 'Python',
  source: URLLIB3,
  signs: [
    { test: /\bProxyError\(?[^\n]{0,200}(?:getaddrinfo failed|Name or service not known|NameResolutionError|nodename nor servname|Temporary failure in name resolution|Failed to resolve)/i, shows: 'proxy name', misleads: 'The name that does not resolve is the proxy’s; the host in the pool was never asked for', source: URLLIB3 },
    { test: /\bProxyError\(?[^\n]{0,300}(?:Tunnel connection failed: 407|407 Proxy Authentication)/i, shows: 'proxy wants credentials' },
    { test: /\bTunnel connection failed: 407\b|\b407 Proxy Authentication Required\b/i, shows: 'proxy wants credentials' },
    { test: /\bProxyError\(?[^\n]{0,300}Tunnel connection failed: (?:502|503|504)/i, shows: 'proxy cannot reach' },
    { test: /\bTunnel connection failed: (?:502|503|504)\b/i, shows: 'proxy cannot reach' },
    { test: /\bTunnel connection failed: (?:403|405|400|401|470)\b/i, shows: 'proxy denied' },
    { test: /\bProxyError\(?[^\n]{0,300}(?:timed out|ConnectTimeoutError)/i, shows: 'proxy silent' },
    { test: /\bProxyError\(?[^\n]{0,300}(?:Connection refused|Errno 111|10061)/i, shows: 'proxy refuses connection' },
    { test: /\bProxyError\(?[^\n]{0,300}(?:Remote end closed|RemoteDisconnected|Connection aborted)/i, shows: 'proxy closed' },
    { test: /\b(?:ProxyError\(?|(?:Cannot|Unable to) connect to proxy)[^\n]{0,300}(?:WRONG[_ ]VERSION[_ ]NUMBER|Your proxy appears to only use HTTP)/i, shows: 'proxy scheme' },
    { test: /\b(?:Cannot|Unable to) connect to (?:the )?proxy\b/i, shows: 'proxy unreachable', weight: 4 },
    { test: /\bYour proxy appears to only use HTTP and not HTTPS\b/i, shows: 'proxy scheme' },
    { test: /\bNameResolutionError\b[^\n]{0,200}(?:Errno -3|Temporary failure)/i, shows: 'resolver gave up', weight: 5 },
    { test: /\bNameResolutionError\b[^\n]{0,200}(?:Errno -2|Errno -5|Errno 8|11001|not known|No address)/i, shows: 'no such name', weight: 5 },
    { test: /\bNameResolutionError\b|\bFailed to resolve '/i, shows: 'name not resolved' },
    { test: /\bgaierror\b[^\n]{0,60}-3\b|\[Errno -3\]/i, shows: 'resolver gave up' },
    { test: /\bgaierror\b[^\n]{0,60}(?:-2|-5|11001)\b|\[Errno -[25]\]|\[Errno 11001\]|\bgetaddrinfo failed\b/i, shows: 'no such name' },
    { test: /\bConnectTimeoutError\b|\b(?:requests|httpx|httpcore|exceptions)\.ConnectTimeout\b|\bConnectTimeout\(|\(connect timeout=/i, shows: 'connect timeout', weight: 5 },
    { test: /\bReadTimeoutError\b|\b(?:requests|httpx|httpcore|exceptions)\.ReadTimeout\b|\bReadTimeout\(|\(read timeout=/i, shows: 'read timeout', weight: 5 },
    { test: /\bFailed to establish a new connection: \[(?:Errno 111|WinError 10061|Errno 61)\]/i, shows: 'refused', weight: 5 },
    { test: /\bFailed to establish a new connection: \[(?:Errno 110|WinError 10060|Errno 60)\]/i, shows: 'connect timeout', weight: 5 },
    { test: /\bFailed to establish a new connection: \[(?:Errno 101|Errno 113|WinError 10051|WinError 10065|Errno 65)\]/i, shows: 'unreachable', weight: 5 },
    { test: /\bFailed to establish a new connection: \[(?:Errno 99|WinError 10048|WinError 10055)\]/i, shows: 'no local port' },
    { test: /\bFailed to establish a new connection: \[(?:Errno 13|Errno 1|WinError 10013)\]/i, shows: 'forbidden locally' },
    { test: /\bConnectionResetError\b|\[Errno 104\]|\[WinError 10054\]/i, shows: 'reset' },
    { test: /\bRemoteDisconnected\b|\bRemote end closed connection without response\b|\bServerDisconnectedError\b|\bIncompleteRead\b|\bProtocolError\('Connection aborted/i, shows: 'connection ended' },
    { test: /\bEOF occurred in violation of protocol\b|\bUNEXPECTED_EOF_WHILE_READING\b|\bSSLZeroReturnError\b|\bTLS\/SSL connection has been closed \(EOF\)/i, shows: 'cut in handshake', misleads: 'No protocol was violated by the service: whoever cut the connection in the handshake sent no close, as a firewall does', source: 'https://docs.python.org/3/library/ssl.html' },
    { test: /\bCERTIFICATE_VERIFY_FAILED\b[^\n]{0,80}(?:self[- ]signed certificate|unable to get (?:local )?issuer)/i, shows: 'untrusted' },
    { test: /\bCERTIFICATE_VERIFY_FAILED\b[^\n]{0,120}(?:Hostname mismatch|IP address mismatch|doesn't match)/i, shows: 'wrong name' },
    { test: /\bCERTIFICATE_VERIFY_FAILED\b[^\n]{0,80}(?:has expired|not yet valid)/i, shows: 'wrong date' },
    { test: /\bCERTIFICATE_VERIFY_FAILED\b[^\n]{0,80}(?:Missing Authority Key Identifier|Basic Constraints|key too weak|md too weak|key usage)/i, shows: 'unusable certificate', misleads: 'The chain may be whole: Python 3.13 refuses certificates that older ones took, among them those of inspecting devices', source: 'https://docs.python.org/3/library/ssl.html#ssl.create_default_context' },
    { test: /\bCERTIFICATE_VERIFY_FAILED\b|\bSSLCertVerificationError\b/i, shows: 'certificate refused' },
    { test: /\bhostname '[^'\n]{1,253}' doesn't match\b/i, shows: 'wrong name' },
    { test: /\bMax retries exceeded with url\b/i, shows: null, weight: 1, lookFor: 'the reason in "Caused by (...)": the number of tries says nothing' },
    { test: /\bserver disconnected without sending a response\b/i, shows: 'connection ended' },
    { test: /\bServerNotFoundError\b|\bUnable to find the server at\b/i, shows: 'name not resolved', source: 'https://github.com/httplib2/httplib2' },
  ],
}
