import type { SignTable } from './sign.ts'

/** What programs of any language write in plain English, about a host that stands beside it. */
// biome-ignore format: one sign a line
export const GENERAL: SignTable = {
  family: 'general words of connections',
  source: 'https://man7.org/linux/man-pages/man2/connect.2.html',
  signs: [
    { test: /\b(?:fail(?:ed|ure)?|unable|could ?n[o']t|cannot|can ?not|can't|trying) (?:to )?(?:open (?:a )?(?:tcp )?connection|connect|establish (?:a )?(?:new )?connection|reach)(?: \w{1,12}){0,2}? (?:to|with|on)? ?(?:the |remote |database |target ){0,2}(?:server|host|endpoint|address|registry login server)?(?: at| on)?[ :='"([]{0,4}(?:https?:\/\/)?(?=[\w-]{1,63}[.:])/i, shows: 'not connected', ofPeer: true },
    { test: /\bno (?:active )?(?:internet|network) (?:connection|connectivity|access)\b|\b(?:check|verify|ensure you have)\b[^\n]{0,20}\b(?:internet|network) connect(?:ion|ivity)\b|\bnetwork connectivity (?:issue|problem|error)\b|\bcan(?:no|')t contact (?:any |the )?\w{2,20}\b(?= (?:server|for|in|at)\b)|\b0x800706ba\b|\bRPC server is unavailable\b|\b(?:unable|failed) to (?:reach|contact) the \w{3,20} (?:server|service|endpoint|host)\b/i, shows: 'not connected', weight: 2 },
    { test: /\bTimed out waiting for reply from \S{1,60}:123\b/i, shows: 'datagrams unanswered', source: 'https://www.freedesktop.org/software/systemd/man/latest/systemd-timesyncd.service.html' },
    { test: /\bCan't synchroni[sz]e: no (?:selectable|reachable) sources\b/i, shows: null, weight: 2, misleads: 'It need not be the network: chrony also leaves out sources that answer and disagree', source: 'https://chrony-project.org/doc/4.6/chronyc.html', lookFor: 'chronyc sources: a reach of 0 means that UDP 123 gets no answer' },
    { test: /\brsync: (?:\[\w{1,12}\] )?failed to connect to\b/i, shows: null, weight: 1, port: 873 },
    { test: /\biscsiadm: cannot make connection to\b/i, shows: null, weight: 1, port: 3260 },
    { test: /\bCould not connect to Snowflake backend\b/i, shows: 'not connected' },
    { test: /\bcertificate is revoked or could not be validated\b/i, shows: 'revocation unknown', misleads: 'Most often nothing is revoked: the driver does not reach the OCSP responder, on plain HTTP', source: 'https://docs.snowflake.com/en/user-guide/ocsp' },
    { test: /\bWinRM cannot complete the operation\b/i, shows: 'not connected', port: 5985, source: 'https://learn.microsoft.com/windows/win32/winrm/installation-and-configuration-for-windows-remote-management' },
    { test: /\bCouldn't read packet: Connection reset by peer\b/i, shows: 'reset', weight: 4, port: 22, source: 'https://man.openbsd.org/sftp.1' },
    { test: /\bNo Key Management Service \(KMS\) could be contacted\b|\b0xC004F074\b/i, shows: 'not connected', weight: 4, port: 1688, misleads: 'No key is wrong: Windows reached no host for activation. In Azure that is azkms.core.windows.net, TCP port 1688', source: 'https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/troubleshoot-activation-problems' },
    { test: /\bFailed to start the transport 'WebSockets'|\bWebSocket failed to connect\b/i, shows: 'not connected', misleads: 'The reasons in the text are guesses: the client prints them for any WebSocket that does not open', source: 'https://learn.microsoft.com/azure/azure-signalr/signalr-howto-troubleshoot-guide' },
    { test: /\bfailure could be due to your network blocking access\b/i, shows: 'not connected', weight: 4, source: 'https://learn.microsoft.com/azure/azure-portal/azure-portal-safelist-urls' },
    { test: /\bPermission denied \((?:publickey|password|keyboard-interactive|gssapi)/i, shows: 'permission missing', port: 22, misleads: 'The network works: the SSH server answered, and does not take the key', source: 'https://man.openbsd.org/ssh.1' },
    { test: /\bAll connection attempts failed\b|\b(?:failed|unable|could ?n[o']t|cannot|can't) (?:to )?(?:connect to|contact|reach) (?:the |a )?(?:remote|destination|target|upstream|domain controller|KDC|database)(?: server| host| endpoint| computer)?\b|\b0x80338012\b|\bnetwork error \(check Internet connection and firewall\)|\bCould not open connection to the host\b|(?<!\b(?:azcmagent|connectedk8s) )\b(?:connect|connection) (?:attempt )?failed\b(?=\W|$)/i, shows: 'not connected' },
    { test: /\b(?:connection|request|socket|dial|attempt|call|connecting|query|outbound|download|upload|fetch(?:ing)?|GET|POST|IOError)\b[^\n]{0,80}? (?:has )?timed? ?-?out\b(?!["']?\s{0,2}[=:]\s{0,2}["']?\d)/i, shows: 'any timeout' },
    { test: /(?<=[\w-]{2,63}\.[\w-]{2,63}[^\s\n]{0,300} )timed out\b|\btimed out \((?=https?:|[\w-]{1,63}\.)/i, shows: 'any timeout', ofPeer: true },
    { test: /\bport \d{1,5} (?:\((?:tcp|udp)\) )?timed out\b|\bLayer4 timeout\b/i, shows: 'connect timeout', weight: 5 },
    { test: /\bConnectTimeout\b(?!["']?\s{0,2}[=:]\s{0,2}["']?\d)/i, shows: 'connect timeout', weight: 3 },
    { test: /\bReadTimeout\b(?!["']?\s{0,2}[=:]\s{0,2}["']?\d)/i, shows: 'read timeout', weight: 3 },
    { test: /\bcannot complete the operation within the time specified\b/i, shows: 'any timeout' },
    { test: /\btimeout (?:connecting|while connecting|waiting for (?:a )?(?:connection|response|reply|server))\b|\b(?:timed out|timeout) (?:when|while|trying to) (?:connect|reach|contact|establish)\w{0,5}\b/i, shows: 'any timeout', weight: 3 },
    { test: /\bFailed to connect to \S{1,260} in \d{1,7} ?ms\b/i, shows: 'connect timeout', weight: 5, source: 'https://tediousjs.github.io/tedious/api-connection.html' },
    { test: /\bconnection (?:was |has been )?(?:unexpectedly |abruptly |forcibly )?(?:closed|terminated|dropped|aborted|lost)(?: unexpectedly)?(?: by (?:the )?(?:remote|foreign|peer|server|other)[\w ]{0,10})?\b|\b(?:server|peer|remote host) (?:unexpectedly )?(?:closed|dropped|hung up|terminated)\b/i, shows: 'connection ended', weight: 2 },
    { test: /\bconnection (?:was )?closed by (?:the )?(?:remote|foreign) (?:host|server)\b|\bserver closed idle connection\b|\bheader parser received no bytes\b|\bthe remote end hung up unexpectedly\b/i, shows: 'connection ended' },
    { test: /\bclient connection lost\b|\bchannel (?:is |was )?closed\b/i, shows: 'connection ended' },
    { test: /\bstream was reset: [A-Z_]{4,30}\b|\bstream error: stream ID \d{1,9}\b|\bGOAWAY received\b|\bhttp2: server sent GOAWAY\b|\bNGHTTP2_[A-Z_]{4,30}\b/i, shows: 'HTTP/2 ended', source: 'https://www.rfc-editor.org/rfc/rfc9113#section-7' },
    { test: /\bhandshake timed out\b|\bSslHandshakeTimeoutException\b|\btimed out (?:during|in|waiting for)[^\n]{0,20} handshake\b/i, shows: 'handshake timeout' },
    { test: /\b(?:tls|ssl) (?:handshake|negotiation) (?:failed|failure|error)\b|\b(?:failed|unable) to (?:complete|perform|negotiate|receive)[^\n]{0,20} (?:tls|ssl|handshake)\b/i, shows: 'TLS failed' },
  ],
}
