import { printable } from '../printable.ts'
import type { Parsed } from './dialogue.ts'
import { MOST_WORDS, type Talk, type Told, UNTOLD, USER } from './talk.ts'

/**
 * PostgreSQL: asks for TLS, then names a user and a database, and ends with the first thing that the server wants or
 * refuses: a password, or an error with its code. No password is sent. Where the server asks for none and takes the
 * user, the session is ended at once.
 * Source: https://www.postgresql.org/docs/current/protocol-flow.html and protocol-message-formats.html.
 */
export async function speakPostgresql(talk: Talk): Promise<Told> {
  talk.dialogue.say(SSL_REQUEST)
  const { value: offer, failure } = await talk.dialogue.hear(parseSslAnswer)
  if (failure !== null) return { ...UNTOLD, failure }
  if (typeof offer !== 'string') return { ...UNTOLD, error: errorOf(offer.body) }
  if (offer === 'N') return await login(talk.dialogue, 'none')
  const secured = await talk.secure()
  if (secured.dialogue === null) {
    return { ...UNTOLD, encryption: 'offered', failure: secured.failure }
  }
  return await login(secured.dialogue, secured.version)
}

async function login(dialogue: Talk['dialogue'], encryption: string | null): Promise<Told> {
  dialogue.say(STARTUP)
  // Notices, and what is not understood of the protocol’s version, may come first.
  for (let message = 0; message < 8; message++) {
    const { value, failure } = await dialogue.hear(parseMessage)
    if (failure !== null) return { ...UNTOLD, encryption, failure }
    if (value.type === 'E') return { ...UNTOLD, encryption, error: errorOf(value.body) }
    if (value.type === 'R') return { ...UNTOLD, encryption, asks: asked(value.body, dialogue) }
  }
  return { ...UNTOLD, encryption }
}

function asked(body: Buffer, dialogue: Talk['dialogue']): string {
  const method = body.length < 4 ? -1 : body.readInt32BE(0)
  if (method === 0) dialogue.say(TERMINATE)
  return METHODS[method] ?? `method ${method}`
}

/** AuthenticationRequest by its number. */
const METHODS: Readonly<Record<number, string>> = {
  0: 'nothing',
  2: 'Kerberos',
  3: 'a password',
  5: 'a password (MD5)',
  7: 'GSSAPI',
  9: 'SSPI',
  10: 'a password (SASL)',
}

interface Message {
  readonly type: string
  readonly body: Buffer
}

/** One byte, S or N; or an error of a server that does not know the request. */
export function parseSslAnswer(bytes: Buffer): Parsed<'S' | 'N' | Message> {
  const first = String.fromCharCode(bytes[0] ?? 0)
  if (first === 'S' || first === 'N') {
    // Nothing may follow before TLS: what does was put in by somebody else (CVE-2021-23222).
    return bytes.length > 1 ? 'invalid' : { value: first, length: 1 }
  }
  return first === 'E' ? parseMessage(bytes) : 'invalid'
}

/** Types that may come before credentials: authentication, error, notice, version, and what follows a login. */
const TYPES = 'RENvKSZ'

/** The longest message, in bytes. */
const LONGEST = 8192

/** A type, a length that counts itself, a body. */
export function parseMessage(bytes: Buffer): Parsed<Message> {
  const type = String.fromCharCode(bytes[0] ?? 0)
  if (!TYPES.includes(type)) return 'invalid'
  if (bytes.length < 5) return 'more'
  const length = bytes.readUInt32BE(1)
  if (length < 4 || length > LONGEST) return 'invalid'
  if (bytes.length < 1 + length) return 'more'
  return { value: { type, body: bytes.subarray(5, 1 + length) }, length: 1 + length }
}

/** Fields of an error, each a letter and a text that ends in zero: C is the SQLSTATE, M the message. */
function errorOf(body: Buffer): { readonly code: string; readonly message: string } {
  const fields = new Map<string, string>()
  for (const field of body.toString('utf8').split('\0')) {
    if (field.length > 1 && !fields.has(field.charAt(0))) {
      fields.set(field.charAt(0), field.slice(1))
    }
  }
  return {
    code: printable(fields.get('C') ?? '', 16),
    message: printable(fields.get('M') ?? '', MOST_WORDS),
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function counted(body: Buffer): Buffer {
  return Buffer.concat([uint32(body.length + 4), body])
}

const SSL_REQUEST = counted(uint32(80877103))
const VERSION_3_0 = uint32(196608)
const PARAMETERS = ['user', USER, 'database', 'postgres', 'application_name', USER, '', '']
const STARTUP = counted(Buffer.concat([VERSION_3_0, Buffer.from(PARAMETERS.join('\0'), 'latin1')]))
const TERMINATE = Buffer.concat([Buffer.from('X'), uint32(4)])
