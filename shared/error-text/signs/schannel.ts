import type { SignTable } from './sign.ts'

const RECEIVED = String.raw`\balert was received from the remote endpoint\b[^\n]{0,80}\bfatal (?:alert|error) code is`
const SENT = String.raw`\balert was generated\b[^\n]{0,120}\bfatal (?:alert|error) code is`

/** The same as XML: the number of the event, and of the alert. */
function recorded(id: number, ...alerts: readonly number[]): RegExp {
  return new RegExp(
    `Schannel[\\s\\S]{0,400}>${id}</EventID>[\\s\\S]{0,1500}Name=["']AlertDesc["']>(?:${alerts.join('|')})<`,
    'i',
  )
}

/** An event of SChannel with one of these numbers of alerts (RFC 8446, section 6). */
function event(words: string, ...alerts: readonly number[]): RegExp {
  return new RegExp(`${words} (?:${alerts.join('|')})\\b`, 'i')
}

/** Events 36874, 36881, 36882, 36884, 36887 and 36888 of the System log. */
// biome-ignore format: one sign a line
export const SCHANNEL: SignTable = {
  family: 'SChannel',
  source: 'https://learn.microsoft.com/windows/win32/secauthn/schannel-error-codes-for-tls-and-ssl-alerts',
  signs: [
    { test: event(RECEIVED, 40, 47, 49, 50, 80, 112), shows: 'handshake alert' },
    { test: event(`(?:${RECEIVED}|${SENT})`, 70, 71, 86), shows: 'no common version' },
    { test: event(RECEIVED, 42, 43, 44, 45, 46, 48), shows: 'peer distrusts' },
    { test: recorded(36887, 40, 47, 49, 50, 80, 112), shows: 'handshake alert' },
    { test: recorded(36887, 70, 71, 86), shows: 'no common version' },
    { test: recorded(36887, 42, 43, 44, 45, 46, 48), shows: 'peer distrusts' },
    { test: recorded(36888, 46, 48), shows: 'untrusted', misleads: 'It is this machine that refuses: the certificate of the other side has no root that it trusts' },
    { test: recorded(36888, 40, 47, 70), shows: 'no common version', misleads: 'It is this machine that ends the handshake: no cipher in common, or a version that is off here' },
    { test: event(RECEIVED, 116), shows: 'client certificate wanted' },
    { test: event(SENT, 46, 48), shows: 'untrusted', misleads: 'It is this machine that refuses: the certificate of the other side has no root that it trusts' },
    { test: event(SENT, 45), shows: 'wrong date' },
    { test: event(SENT, 42, 43), shows: 'certificate refused' },
    { test: event(SENT, 40, 47), shows: 'no common version', misleads: 'It is this machine that ends the handshake: no cipher in common, or a version that is off here' },
    { test: /\bcertificate received from the remote server does not contain the expected name\b/i, shows: 'wrong name', weight: 5 },
    { test: /\bcertificate received from the remote server was issued by an untrusted certificate authority\b/i, shows: 'untrusted', weight: 5 },
    { test: /\bcertificate received from the remote server has (?:either )?expired\b/i, shows: 'wrong date', weight: 5 },
    { test: /\bNone of the cipher suites supported by the client application are supported by the server\b/i, shows: 'no common version' },
    { test: /\balert was (?:received|generated)\b[^\n]{0,120}\bfatal (?:alert|error) code is \d{1,3}\b/i, shows: 'TLS failed', weight: 3 },
  ],
}
