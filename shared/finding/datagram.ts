import type { FindingRow } from './row.ts'

const NTP = 'https://www.rfc-editor.org/rfc/rfc5905'

/** Services that are spoken to by datagrams (UDP), NTP among them. */
export const DATAGRAM_FINDINGS = {
  'udp-unreachable': {
    step: 'exchange',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'The datagram is rejected: an ICMP error came back.',
    seen: 'Port unreachable (the socket says “refused”), host unreachable or network unreachable. A warning where another address of the name replies.',
    confusedWith: [{ code: 'udp-no-answer', apart: 'there nothing comes back at all' }],
    causes: [
      'nothing listens on this UDP port',
      'a firewall on the way, or of the host, rejects instead of dropping',
      'there is no route to the address',
    ],
    fix: 'See on the host whether the service listens on UDP (ss -lun), then look for a rule that rejects on the way',
    docs: 'https://www.rfc-editor.org/rfc/rfc1122#section-3.2.2.1',
  },
  'udp-no-answer': {
    step: 'exchange',
    severity: 'inconclusive',
    traits: ['fixed-by-firewall'],
    means: 'No reply came to the datagram, and no error.',
    seen: 'Silence at every attempt. A failure where the target must reply: NTP, or `expect.reply` is given; else inconclusive, since a service may be silent to what it was sent. A warning where another address replies.',
    confusedWith: [
      { code: 'udp-unreachable', apart: 'there an ICMP error says that nobody listens' },
      { code: 'tcp-dropped', apart: 'there TCP itself is not answered' },
    ],
    causes: [
      'a firewall or a rule of the network drops UDP to this port, or the reply',
      'the server is down, or does not answer this client',
      'the payload is not one that the service replies to',
    ],
    fix: 'Open the UDP port both ways; take a trace on the server’s side to see whether the datagram arrives, and whether it is answered',
    docs: 'https://www.rfc-editor.org/rfc/rfc8085',
  },
  'udp-reply-unexpected': {
    step: 'exchange',
    severity: 'fail',
    traits: [],
    means: 'A reply came, and it is not the one that is expected.',
    seen: 'The reply does not hold `expect.reply`, or is none of the protocol: not NTP, or the reply to another request.',
    confusedWith: [
      { code: 'ntp-not-synchronised', apart: 'there the reply is NTP, and gives no time' },
    ],
    causes: [
      'another service listens on the port',
      'the service answers with an error to this payload',
      'a device on the way answers in its place',
    ],
    fix: 'Compare the reply in the evidence with the protocol; correct the port, `send` or `expect.reply`',
    docs: 'https://www.rfc-editor.org/rfc/rfc5905#section-8',
  },
  'ntp-denied': {
    step: 'exchange',
    severity: 'fail',
    traits: [],
    means: 'The NTP server turns this client away.',
    seen: 'A reply of stratum 0 with the kiss code DENY or RSTR; inconclusive with RATE, which asks to come less often.',
    confusedWith: [
      { code: 'udp-no-answer', apart: 'there no reply comes; many servers deny in silence' },
    ],
    causes: ['the access rules of the server do not hold the address that it sees'],
    fix: 'Admit this network on the server (allow in chrony, restrict in ntpd), or use a server that does',
    docs: `${NTP}#section-7.4`,
  },
  'ntp-not-synchronised': {
    step: 'exchange',
    severity: 'fail',
    traits: [],
    means: 'The NTP server answers, and has no time to give: its own clock is not synchronised.',
    seen: 'Leap indicator 3, stratum 16, or stratum 0 with a kiss code such as INIT. A warning where another address gives time.',
    confusedWith: [{ code: 'ntp-denied', apart: 'there the kiss code turns this client away' }],
    causes: [
      'the server has lost its own sources: they are unreachable or were removed',
      'it has just been started',
    ],
    fix: 'Look at the sources of the server (chronyc sources, ntpq -p), and whether it may reach them on UDP 123',
    docs: `${NTP}#section-7.3`,
  },
  'ntp-clock-differs': {
    step: 'exchange',
    severity: 'warn',
    traits: [],
    means: 'The clock of the NTP server and that of this machine differ.',
    seen: 'An offset of more than a second, half of the round trip aside. Other NTP targets of the sweep tell whose clock is wrong.',
    confusedWith: [
      {
        code: 'tls-not-yet-valid',
        apart: 'there a certificate begins in the future of this machine’s clock',
      },
    ],
    causes: ['the clock of this machine is wrong', 'the clock of the server is wrong'],
    fix: 'Compare both with a third clock (two more ntp:// targets do); then set the one that is wrong',
    docs: `${NTP}#section-8`,
  },
} as const satisfies Record<string, FindingRow>
