import { authorityOf } from '../../../address/authority.ts'
import type { FailureCode } from '../../../failure/table.ts'
import type { HandshakeObservation } from '../../../model/observation.ts'
import { endsInClear, handshakesOf } from '../../handshakes.ts'
import { proxyState } from '../../proxy/state.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, hasFailed } from '../../seen.ts'
import { shown, words } from '../../text.ts'

const NOT_SPOKEN: ReadonlySet<FailureCode> = new Set(['ssl_not_spoken'])

function isNotSpoken({ failure }: HandshakeObservation): boolean {
  return failure?.code === 'ssl_not_spoken'
}

/** What the server did in the place of an answer. */
function reasonOf(o: HandshakeObservation): string {
  return isNotSpoken(o) ? shown(o.failure?.raw ?? '') : words(o.failure)
}

const SILENT = {
  cause:
    'No greeting came, with which a mail server begins: what listens on this port is none or speaks TLS from the start, or a firewall or proxy on the way accepts the connection in its place and does not go on',
  fix: 'Check the port (TLS from the start: tls://host:465 and tls://host:993); then look in the log of the mail server for this connection: where it never arrives, look for the device that accepted it',
} as const

const NOT_OFFERED = {
  cause:
    'The server has no TLS on this port, or a firewall with mail inspection takes STARTTLS out of what it offers, so that clients send in clear',
  fix: 'Ask the server from within its own network: where it offers STARTTLS there, switch off the inspection of SMTP (or its masking of ESMTP) for this host; where it does not, switch TLS on, or use the port with TLS from the start by tls://host:465 (submission) or tls://host:993 (IMAP)',
} as const

const REFUSED = {
  cause: 'The server offers STARTTLS and does not carry it out',
  fix: 'Look at the log of the mail server: its certificate or key cannot be read, or it is short of something; its words are in the summary',
} as const

const NO_MAIL = {
  cause: 'What answers on this port is no mail server, or one that speaks TLS from the start',
  fix: 'Check the port: TLS from the start is tls://host:465 (submission) and tls://host:993 (IMAP)',
} as const

/** Why a mail server ends it before it says what it can do: RFC 5321, 4.2.1 and 4.3.2; RFC 9051, 6.2.1 and 7.1.4. */
function turnedAway({ failure }: HandshakeObservation): Pick<Claim, 'cause' | 'fix'> {
  const said = (failure?.raw ?? '').replace(/^it refuses: /, '')
  if (/^50[0-2]\b/.test(said)) return NOT_OFFERED
  if (/^\* PREAUTH/i.test(said)) return SIGNED_IN
  return /^5/.test(said) ? NOT_FROM_HERE : NOT_NOW
}

const NOT_FROM_HERE = {
  cause:
    'The mail server takes nothing from this address: a list that it asks, or a rule of its own, which its words name; the network path works',
  fix: 'Have the address that it sees (our public one) let in at the server, or taken off the list that it names',
} as const

const NOT_NOW = {
  cause:
    'The mail server takes no connection now, as it says itself: it is closing, overloaded, or limits how many come from one address; the network path works',
  fix: 'Look at the log and the limits of the mail server; where it goes on answering so, ask for fewer connections from this address',
} as const

const SIGNED_IN = {
  cause:
    'The server holds this client for signed in (PREAUTH), and then takes no STARTTLS: all that follows would be in clear',
  fix: 'Switch off at the server what signs in by address, or use the port with TLS from the start: tls://host:993',
} as const

/** Where nobody asked for STARTTLS, nobody took it out. */
const IN_CLEAR =
  'The port serves plain text, or starts TLS only on request (databases, SMTP); or a proxy or captive portal answers in HTTP'

/** The answer to the ClientHello is not TLS: a plain service, or a device that answers in HTTP. Source: RFC 8446, 5.1. */
export const tlsNotSpoken: Rule = {
  code: 'tls-not-spoken',
  ofFailures: true,
  judge(view) {
    const failing = handshakesOf(view).filter((o) => hasFailed(o, NOT_SPOKEN) || endsInClear(o))
    const [first] = failing
    if (first === undefined || proxyState(view) !== null) return null
    if (first.opening !== undefined) {
      const { protocol, greeting, offered } = first.opening
      const said = greeting === null ? '' : `; it greets with “${shown(greeting, 80)}”`
      return {
        subject: view.target.host,
        summary: `${authorityOf(view.target)} (${first.address}) does not start TLS in ${protocol.toUpperCase()}: ${reasonOf(first)}${said}`,
        ...(offered === false && NOT_OFFERED),
        ...(offered === true && REFUSED),
        ...(greeting === null && (isNotSpoken(first) ? NO_MAIL : SILENT)),
        ...(greeting !== null && offered === null && turnedAway(first)),
        evidence: cite(...failing),
      }
    }
    return {
      subject: view.target.host,
      summary: `${authorityOf(view.target)} (${first.address}) does not speak TLS: ${shown(first.failure?.raw ?? '')}`,
      cause: IN_CLEAR,
      evidence: cite(...failing),
    }
  },
}
