import type { SignTable } from './sign.ts'

/** What the C library and libuv call the errors of sockets. */
// biome-ignore format: one sign a line
export const SOCKETS: SignTable = {
  family: 'errno',
  source: 'https://man7.org/linux/man-pages/man3/errno.3.html',
  signs: [
    { test: /\bconnect(?:ion)? (?:failed:? )?ETIMEDOUT\b|\bconnect: connection timed out|Failed to connect[^\n]{0,120}timed out/i, shows: 'connect timeout' },
    { test: /\bETIMEDOUT\b/, shows: 'errno timeout' },
    { test: /\bECONNREFUSED\b/, shows: 'refused' },
    { test: /\bconnection (?:was )?refused\b/i, shows: 'refused' },
    { test: /\b(?:read|write) ECONNRESET\b|\b(?:read|write) tcp [^\s\n]{3,60}->[^\s\n]{3,60} (?:read|write): (?:connection reset by peer|broken pipe)|\bUnable to (?:read data from|write data to) the transport connection: Connection reset by peer/i, shows: 'reset after connecting' },
    { test: /\bECONNRESET\b|\bEPIPE\b|\b(?:write|send|errno|error|exception|socket)\b[^\n]{0,60}\bbroken pipe\b|\bbroken pipe\b(?=\W{0,3}(?:$|errno|error|os error))/im, shows: 'reset' },
    { test: /\bconnection (?:was )?reset(?: by (?:the )?(?:remote )?(?:peer|host))?\b/i, shows: 'reset' },
    { test: /\b(?:ENETUNREACH|EHOSTUNREACH|EHOSTDOWN)\b/, shows: 'unreachable' },
    { test: /\bnetwork is unreachable\b|\bnetwork unreachable\b|\bno route to host\b|\bhost is (?:unreachable|down)\b|\b(?:destination )?host unreachable\b/i, shows: 'unreachable' },
    { test: /\bconnection timed out\b|\bconnect(?:ion)? timeout\b(?!["']?\s{0,2}[=:]\s{0,2}["']?\d)|\btimed out while connecting\b|\bconnection attempt timed out\b/i, shows: 'connect timeout', weight: 3 },
    { test: /\bconnect timed out\b/i, shows: 'connect timeout', weight: 5 },
    { test: /\boperation timed out\b/i, shows: 'errno timeout' },
    { test: /\btimeout (?:while )?connecting\b|\bNet::OpenTimeout\b/i, shows: 'connect timeout' },
    { test: /\bhttps?:\/\/\S{1,300} timed out\b/i, shows: 'any timeout' },
    { test: /\bEADDRNOTAVAIL\b|\bcannot assign requested address\b/i, shows: 'no local port', misleads: 'No address of the target is meant: this machine has no source port left towards it (or lacks the address family)', source: 'https://man7.org/linux/man-pages/man2/connect.2.html' },
    { test: /\bEADDRINUSE\b|\baddress already in use\b/i, shows: 'port in use' },
    { test: /\b(?:EMFILE|ENFILE|ENOBUFS)\b|\btoo many open files\b|\bno buffer space available\b/i, shows: 'no local port', misleads: 'No connection was tried: the process has no descriptors or buffers left', source: 'https://man7.org/linux/man-pages/man2/socket.2.html' },
    { test: /\bENETDOWN\b|\bnetwork is down\b/i, shows: 'network down' },
    { test: /\bconnect (?:EACCES|EPERM)\b|\bconnect: (?:permission denied|operation not permitted)\b|\bpermission denied \(connect failed\)|\bSocketException:? (?:permission denied|operation not permitted)\b|\bforbidden by its access permissions\b/i, shows: 'forbidden locally', misleads: 'The target was not asked: the client’s own system, its sandbox or a local firewall forbids the connection', source: 'https://man7.org/linux/man-pages/man2/connect.2.html' },
    { test: /\bEAFNOSUPPORT\b|\baddress family not supported\b/i, shows: 'unreachable', misleads: 'The network is not at fault: the machine has no IPv6 (or no IPv4) at all', source: 'https://man7.org/linux/man-pages/man2/socket.2.html' },
    { test: /\bEAI_AGAIN\b/, shows: 'resolver gave up', misleads: 'It does not say that the name is missing: no resolver answered, or one refused', source: 'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html' },
    { test: /\b(?:EAI_NONAME|EAI_NODATA|ENOTFOUND)\b/, shows: 'no such name' },
    { test: /\bEAI_FAIL\b|\bnon-recoverable failure in name resolution\b/i, shows: 'name not resolved' },
    { test: /\btemporary failure in name resolution\b|\btemporary failure resolving\b|\btry again \(name\b/i, shows: 'resolver gave up', misleads: 'It does not say that the name is missing: no resolver answered, or one refused', source: 'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html' },
    { test: /(?:^\W{0,40}|(?:Exception|Error)\b:? |"(?:message|msg|error|err)"[:=] ?")(?:System\.Net\.[\w.]{1,60}: )?(?:\(\d{1,5}\): )?resource temporarily unavailable\b|\bresource temporarily unavailable \([^)\n]{3,200}\)/im, shows: 'resolver gave up', weight: 3, misleads: 'The errno is EAGAIN; where .NET on Linux writes it for a host name, the resolver gave up (EAI_AGAIN). Nothing on the machine has run out', source: 'https://learn.microsoft.com/dotnet/api/system.net.sockets.socketerror' },
    { test: /\bname or service not known\b|\bno address associated with (?:host)?name\b|\bnodename nor servname provided\b|\bunknown host\b|\bhost not found\b/i, shows: 'no such name' },
  ],
}
