import type { SignTable } from './sign.ts'

/** OpenVPN, IKE (strongSwan, libreswan) and WireGuard, which speak by datagrams. */
// biome-ignore format: one sign a line
export const VPN: SignTable = {
  family: 'VPN clients',
  source: 'https://docs.strongswan.org/docs/latest/support/faq.html',
  signs: [
    { test: /\bTLS key negotiation failed to occur within \d{1,5} seconds\b/i, shows: 'datagrams unanswered', weight: 5, misleads: 'No certificate is at fault: nothing came back, or not what was sent', source: 'https://openvpn.net/faq/tls-error-tls-key-negotiation-failed-to-occur-within-60-seconds-check-your-network-connectivity/' },
    { test: /\bgiving up after \d{1,3} retransmits\b|\bpeer not responding\b|\bSTATE_(?:PARENT|MAIN|V2_PARENT)_I1: (?:\d{1,3} second timeout exceeded after \d{1,3} retransmits|retransmission; will wait)/i, shows: 'datagrams unanswered' },
    { test: /\bHandshake for peer \d{1,6} \([^)\n]{1,60}\) did not complete after \d{1,4} seconds\b/i, shows: 'datagrams unanswered', source: 'https://www.wireguard.com/quickstart/' },
  ],
}

/** Words of a tunnel by datagrams, its configuration or its state; one by TCP says so. */
const BY_DATAGRAMS =
  /\bUDPv[46] link (?:local|remote)\b|\bTLS key negotiation failed\b|\b(?:UDPv[46]|OpenVPN \d)|^RESOLVE: Cannot resolve host address|\bcharon\b|\bIKE_SA\b|\bIKEv[12]\b|\bkeyexchange=ike|\bwireguard\b|^[ \t]{0,4}(?:allowed ips:|AllowedIPs ?=)|^dev tun\b/im
const BY_TCP =
  /^proto tcp|\bTCPv[46]_CLIENT\b|\bTCP: connect to\b|\bTCPv[46] connection\b|\btcp-client\b/im

/** Whether a text is of a tunnel of which a connection by TCP proves nothing. */
export function isOfTunnel(text: string): boolean {
  return BY_DATAGRAMS.test(text) && !BY_TCP.test(text)
}
