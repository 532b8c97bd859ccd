import { printable } from '../printable.ts'
import type { Parsed } from './dialogue.ts'
import { MOST_WORDS, type Talk, type Told, UNTOLD } from './talk.ts'

/**
 * SQL Server and Azure SQL: PRELOGIN and its answer, which holds the version and what the server wants of encryption.
 * The login that would come next carries credentials and is not sent; the errors of firewalls and of public access
 * (40615, 47073) are answers to it.
 * Source: https://learn.microsoft.com/openspecs/windows_protocols/ms-tds (2.2.3, 2.2.6.5, 2.2.7.10).
 */
export async function speakTds({ dialogue }: Talk): Promise<Told> {
  dialogue.say(PRELOGIN)
  const { value, failure } = await dialogue.hear(parsePacket)
  if (failure !== null) return { ...UNTOLD, failure }
  return { ...UNTOLD, ...value, asks: value.error === null ? 'login' : null }
}

const RESPONSE = 4
const HEADER = 8
/** The longest packet, in bytes. */
const LONGEST = 8192

/** Options of PRELOGIN, and the token of an error that may come in its place. */
const VERSION = 0
const ENCRYPTION = 1
const END = 0xff
const ERROR = 0xaa

const ENCRYPTIONS: Readonly<Record<number, string>> = {
  0: 'offered',
  1: 'required',
  2: 'none',
  3: 'required',
}

type Found = Pick<Told, 'software' | 'encryption' | 'error'>

/** A packet of type 4: the answer to PRELOGIN, or an error. */
export function parsePacket(bytes: Buffer): Parsed<Found> {
  if (bytes[0] !== RESPONSE) return 'invalid'
  if (bytes.length < HEADER) return 'more'
  const length = bytes.readUInt16BE(2)
  if (length <= HEADER || length > LONGEST) return 'invalid'
  if (bytes.length < length) return 'more'
  const payload = bytes.subarray(HEADER, length)
  const value = payload[0] === ERROR ? errorIn(payload) : optionsIn(payload)
  return value === null ? 'invalid' : { value, length }
}

/** A list of option, offset and length, which ends in 0xff; then the values. */
function optionsIn(payload: Buffer): Found | null {
  const values = new Map<number, Buffer>()
  for (let at = 0; payload[at] !== END; at += 5) {
    if (at + 5 > payload.length) return null
    const offset = payload.readUInt16BE(at + 1)
    const length = payload.readUInt16BE(at + 3)
    if (offset + length > payload.length) return null
    values.set(payload[at] ?? END, payload.subarray(offset, offset + length))
  }
  const version = values.get(VERSION)
  const [encryption = -1] = values.get(ENCRYPTION) ?? []
  if (version === undefined || version.length < 4) return null
  const software = `${version[0]}.${version[1]}.${version.readUInt16BE(2)}`
  return { software, encryption: ENCRYPTIONS[encryption] ?? null, error: null }
}

/** Token, length, number (4), state, class, length in characters, words in UTF-16. */
function errorIn(payload: Buffer): Found | null {
  if (payload.length < 11) return null
  const code = String(payload.readInt32LE(3))
  const words = payload.subarray(11, 11 + 2 * payload.readUInt16LE(9))
  const message = printable(words.toString('utf16le'), MOST_WORDS)
  return { software: null, encryption: null, error: { code, message } }
}

/** Version of a client without one, encryption on request, no instance, no thread, one query at a time. */
const OPTIONS: readonly (readonly [option: number, value: Buffer])[] = [
  [VERSION, Buffer.alloc(6)],
  [ENCRYPTION, Buffer.of(0)],
  [2, Buffer.of(0)],
  [3, Buffer.alloc(4)],
  [4, Buffer.of(0)],
]

function prelogin(): Buffer {
  const list = Buffer.alloc(OPTIONS.length * 5 + 1, END)
  let offset = list.length
  for (const [i, [option, value]] of OPTIONS.entries()) {
    list[i * 5] = option
    list.writeUInt16BE(offset, i * 5 + 1)
    list.writeUInt16BE(value.length, i * 5 + 3)
    offset += value.length
  }
  const values = OPTIONS.map(([, value]) => value)
  const header = Buffer.of(0x12, 1, 0, HEADER + offset, 0, 0, 1, 0)
  return Buffer.concat([header, list, ...values])
}

const PRELOGIN = prelogin()
