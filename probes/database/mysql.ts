import { printable } from '../printable.ts'
import type { Parsed } from './dialogue.ts'
import { MOST_WORDS, type Talk, type Told, UNTOLD, USER } from './talk.ts'

/**
 * MySQL and MariaDB: the server speaks first, with its greeting or a refusal of this host. The answer names a user
 * without a password, over TLS where the server has it, and ends with what the server says to that.
 * To close after the greeting instead would count as an interrupted handshake, and a hundred of these in a row make
 * the server block the host (error 1129); a login that is denied does not count:
 * https://dev.mysql.com/doc/refman/8.4/en/performance-schema-host-cache-table.html.
 * Source of the packets: https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html.
 */
export async function speakMysql(talk: Talk): Promise<Told> {
  const { value: first, failure } = await talk.dialogue.hear(parseFirstPacket)
  if (failure !== null) return { ...UNTOLD, failure }
  if (first.error !== null) return { ...UNTOLD, error: first.error }
  const { software, capabilities, number } = first
  const told = { ...UNTOLD, software }
  if ((capabilities & PROTOCOL_41) === 0) return { ...told, asks: 'login' }
  const ours = OURS & capabilities
  if ((capabilities & SSL) === 0) {
    talk.dialogue.say(answer(number + 1, ours, USER))
    return { ...told, encryption: 'none', ...(await reply(talk.dialogue)) }
  }
  talk.dialogue.say(answer(number + 1, ours | SSL, null))
  const secured = await talk.secure()
  if (secured.dialogue === null) {
    return { ...told, encryption: 'offered', failure: secured.failure }
  }
  secured.dialogue.say(answer(number + 2, ours | SSL, USER))
  return { ...told, encryption: secured.version, ...(await reply(secured.dialogue)) }
}

/** What the server says to a user without a password; a wish for another method is answered with nothing, once. */
async function reply(
  dialogue: Talk['dialogue'],
): Promise<Pick<Told, 'asks' | 'error' | 'failure'>> {
  const none = { asks: null, error: null, failure: null }
  let asks: string | null = null
  for (let packet = 0; packet < 3; packet++) {
    const { value, failure } = await dialogue.hear(parsePacket)
    // It was asked for a password: whatever it does to none is no news.
    if (failure !== null) return asks === null ? { ...none, failure } : { ...none, asks }
    const [kind = 0] = value.payload
    if (kind === ERROR) return { ...none, asks, error: errorOf(value.payload) }
    if (kind === OK) {
      dialogue.say(packetOf(0, Buffer.of(QUIT)))
      return { ...none, asks: 'nothing' }
    }
    asks = kind === SWITCH ? `a password (${text(value.payload, 1)})` : 'a password'
    dialogue.say(packetOf(value.number + 1, Buffer.alloc(0)))
  }
  return { ...none, asks }
}

const OK = 0
const ERROR = 0xff
const SWITCH = 0xfe
const QUIT = 1

/** Capabilities of client and server; a client asks for none that the server lacks. */
const LONG_PASSWORD = 0x1
const PROTOCOL_41 = 0x200
const SSL = 0x800
const SECURE_CONNECTION = 0x8000
const PLUGIN_AUTH = 0x80000
const OURS = LONG_PASSWORD | PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH

/** The longest packet, in bytes. */
const LONGEST = 8192

interface Packet {
  readonly number: number
  readonly payload: Buffer
}

interface FirstPacket {
  readonly software: string | null
  readonly capabilities: number
  readonly number: number
  readonly error: Told['error']
}

/** Three bytes of length, a number, the payload. */
export function parsePacket(bytes: Buffer): Parsed<Packet> {
  if (bytes.length < 4) return 'more'
  const length = bytes.readUIntLE(0, 3)
  if (length === 0 || length > LONGEST) return 'invalid'
  if (bytes.length < 4 + length) return 'more'
  const number = bytes[3] ?? 0
  return { value: { number, payload: bytes.subarray(4, 4 + length) }, length: 4 + length }
}

/** A greeting of protocol version 9 or 10, or an error. */
export function parseFirstPacket(bytes: Buffer): Parsed<FirstPacket> {
  const parsed = parsePacket(bytes)
  if (typeof parsed === 'string') return parsed
  const { number, payload } = parsed.value
  const [version] = payload
  const found = { software: null, capabilities: 0, number, error: null }
  if (version === ERROR && payload.length >= 3) {
    return { ...parsed, value: { ...found, error: errorOf(payload) } }
  }
  if (version !== 9 && version !== 10) return 'invalid'
  const end = payload.indexOf(0, 1)
  if (end < 0) return 'invalid'
  // MariaDB puts a version before its own, for old replicas.
  const software = printable(payload.toString('utf8', 1, end), 80).replace(/^5\.5\.5-(?=\d)/, '')
  // Thread id (4), scramble (8), filler (1); then two bytes of capabilities, charset (1), status (2), two more.
  const at = end + 1 + 13
  const low = payload.length >= at + 2 ? payload.readUInt16LE(at) : 0
  const high = payload.length >= at + 7 ? payload.readUInt16LE(at + 5) : 0
  const capabilities = version === 10 ? low | (high << 16) : 0
  return { ...parsed, value: { ...found, software, capabilities } }
}

/** A number, a SQLSTATE after # where there is one, and words. */
function errorOf(payload: Buffer): { readonly code: string; readonly message: string } {
  const code = payload.length >= 3 ? String(payload.readUInt16LE(1)) : ''
  const at = payload[3] === 0x23 ? 9 : 3
  return { code, message: printable(payload.toString('utf8', at), MOST_WORDS) }
}

/** A text that ends in zero, or with the packet. */
function text(payload: Buffer, from: number): string {
  const end = payload.indexOf(0, from)
  return printable(payload.toString('latin1', from, end < 0 ? undefined : end), 60)
}

/** HandshakeResponse41; without a user its beginning, which asks for TLS (SSLRequest). */
function answer(number: number, capabilities: number, user: string | null): Buffer {
  const head = Buffer.alloc(32)
  head.writeUInt32LE(capabilities, 0)
  head.writeUInt32LE(LONGEST, 4)
  head[8] = 45 // utf8mb4_general_ci
  if (user === null) return packetOf(number, head)
  const noPassword = Buffer.of(0)
  const method = (capabilities & PLUGIN_AUTH) === 0 ? '' : 'mysql_native_password\0'
  const rest = [Buffer.from(`${user}\0`), noPassword, Buffer.from(method)]
  return packetOf(number, Buffer.concat([head, ...rest]))
}

function packetOf(number: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(payload.length, 0, 3)
  head[3] = number & 0xff
  return Buffer.concat([head, payload])
}
