import type { Socket } from 'node:net'
import { type Failure, fail } from '../shared/failure/failure.ts'
import type { HandshakeObservation } from '../shared/model/observation.ts'
import type { MailProtocol } from '../shared/model/scheme.ts'
import type { StepContext } from './context.ts'
import { Dialogue, type Parsed } from './database/dialogue.ts'
import { printable } from './printable.ts'

type Opening = NonNullable<HandshakeObservation['opening']>

/** What a server said in clear before TLS. */
export interface Opened {
  readonly opening: Opening
  /** null: it is ready for a ClientHello. */
  readonly failure: Failure | null
}

/** A line of theirs that is kept, in characters. */
const KEPT = 120

interface Talk {
  /** The answer to what is said, or the greeting: all lines of it. */
  ask(line: string | null): Promise<string>
}

/** Ends the dialogue: what is wrong stands in the observation. */
class NotReady {
  readonly failure: Failure
  constructor(failure: Failure) {
    this.failure = failure
  }
}

/**
 * Asks a mail server for TLS: its greeting, what it can do, STARTTLS. Nothing else is said in clear, and no secret.
 * Sources: RFC 3207 (SMTP), RFC 9051, 6.2.1 (IMAP).
 */
export async function startTls(
  ctx: Pick<StepContext, 'budget' | 'now' | 'signal'>,
  socket: Socket,
  protocol: MailProtocol,
): Promise<Opened> {
  const dialogue = new Dialogue(ctx, socket)
  const opening = { protocol, greeting: null as string | null, offered: null as boolean | null }
  const talk: Talk = {
    async ask(line) {
      if (line !== null) dialogue.say(Buffer.from(`${line}\r\n`))
      const { value, failure } = await dialogue.hear(ENDS[protocol])
      if (failure !== null) throw new NotReady(ofTls(failure))
      opening.greeting ??= printable(value.split('\r\n')[0] ?? '', KEPT)
      return value
    },
  }
  try {
    await SPEAK[protocol](talk, (offered) => {
      opening.offered = offered
    })
    return { opening, failure: null }
  } catch (error) {
    if (error instanceof NotReady) return { opening, failure: error.failure }
    throw error
  }
}

/** The dialogue is that of databases, and so is its name for what fits none. */
function ofTls({ code, raw }: Failure): Failure {
  return code === 'database_invalid_response' ? fail('ssl_not_spoken', raw) : { code, raw }
}

const SPEAK: Readonly<
  Record<MailProtocol, (talk: Talk, offers: (offered: boolean) => void) => Promise<void>>
> = {
  async smtp({ ask }, offers) {
    expectCode(await ask(null), '220')
    const can = expectCode(await ask('EHLO perimeter-probe.invalid'), '250')
    offers(/^250[ -]STARTTLS\b/im.test(can))
    if (!/^250[ -]STARTTLS\b/im.test(can)) notOffered(can)
    expectCode(await ask('STARTTLS'), '220')
  },
  async imap({ ask }, offers) {
    expectOk(await ask(null), '*')
    const can = expectOk(await ask('a1 CAPABILITY'), 'a1')
    offers(/\bSTARTTLS\b/i.test(can))
    if (!/\bSTARTTLS\b/i.test(can)) notOffered(can)
    expectOk(await ask('a2 STARTTLS'), 'a2')
  },
}

function expectCode(reply: string, code: string): string {
  if (reply.startsWith(code)) return reply
  throw refused(reply)
}

function expectOk(reply: string, tag: string): string {
  if (lastLine(reply).toUpperCase().startsWith(`${tag.toUpperCase()} OK`)) return reply
  throw refused(reply)
}

function refused(reply: string): NotReady {
  return new NotReady(fail('ssl_not_spoken', `it refuses: ${printable(lastLine(reply), KEPT)}`))
}

function notOffered(can: string): never {
  // What Cisco’s mail inspection puts in the place of a word that it takes out.
  const masked = /^250[ -]X{4,}\w?\b/m.test(can) ? ', and a word of its list is masked by X' : ''
  throw new NotReady(fail('ssl_not_spoken', `it does not offer STARTTLS${masked}`))
}

function lastLine(reply: string): string {
  return reply.trimEnd().split('\r\n').at(-1) ?? ''
}

/** Where a reply ends: the line with a space behind its code (RFC 5321, 4.2.1), the greeting or the line with our tag. */
const ENDS: Readonly<Record<MailProtocol, (bytes: Buffer) => Parsed<string>>> = {
  smtp: (bytes) => upTo(bytes, /^\d{3}(?: |$)/, /^\d{3}[ -]|^\d{3}$/),
  imap: (bytes) => upTo(bytes, /^(?:a\d |\* (?:OK|PREAUTH|BYE)\b)/i, /^(?:\*|a\d) /i),
}

function upTo(bytes: Buffer, last: RegExp, any: RegExp): Parsed<string> {
  const text = bytes.toString('latin1')
  let at = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
    const line = text.slice(at, end).replace(/\r$/, '')
    if (!any.test(line)) return 'invalid'
    at = end + 1
    if (last.test(line)) return { value: text.slice(0, at), length: at }
  }
  // A first line that can be none already tells.
  const begun = text.slice(at)
  return begun.length >= 4 && !any.test(begun) ? 'invalid' : 'more'
}
