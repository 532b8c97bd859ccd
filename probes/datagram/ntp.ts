import { randomBytes } from 'node:crypto'
import type { NtpReply } from '../../shared/model/exchange-observation.ts'
import { printable } from '../printable.ts'

/** Bytes of a packet without extensions (RFC 5905, 7.3). */
const LENGTH = 48
const VERSION_4 = 4
const CLIENT = 3
const SERVER = 4
/** Seconds from 1900, where NTP counts from, to 1970. */
const TO_1970 = 2_208_988_800

/** A request, and the nonce that its reply must give back. */
export interface NtpRequest {
  readonly bytes: Buffer
  readonly nonce: Buffer
}

/**
 * A client’s request. In the place of its time it carries a random nonce, which the reply gives back: it tells nobody
 * what the clock here says, and no forger knows it (https://datatracker.ietf.org/doc/draft-ietf-ntp-data-minimization).
 */
export function ntpRequest(): NtpRequest {
  const bytes = Buffer.alloc(LENGTH)
  bytes[0] = (VERSION_4 << 3) | CLIENT
  const nonce = randomBytes(8)
  nonce.copy(bytes, 40)
  return { bytes, nonce }
}

/** When the request left and the reply came, by the clock of this machine, in ms since 1970. */
export interface NtpTimes {
  readonly sent: number
  readonly received: number
}

/** What a packet says as the reply to a request; a text: why it is none. */
export function readNtp(
  packet: Buffer,
  { nonce }: NtpRequest,
  { sent, received }: NtpTimes,
): NtpReply | string {
  if (packet.length < LENGTH) return `${packet.length} bytes, where NTP has 48`
  const mode = packet.readUInt8(0) & 7
  if (mode !== SERVER) return `an NTP packet of mode ${mode}, not the reply of a server`
  if (!packet.subarray(24, 32).equals(nonce)) return 'a reply to another request'
  const stratum = packet.readUInt8(1)
  const [t2, t3] = [packet.readBigUInt64BE(32), packet.readBigUInt64BE(40)]
  const [t1, t4] = [timestamp(sent), timestamp(received)]
  const forth = between(t1, t2)
  const back = between(t4, t3)
  const givesTime = stratum > 0 && t2 !== 0n && t3 !== 0n
  return {
    leap: packet.readUInt8(0) >> 6,
    stratum,
    reference: referenceOf(packet.subarray(12, 16), stratum),
    offset: givesTime ? tenth((forth + back) / 2) : null,
    delay: tenth(Math.max(0, received - sent - (givesTime ? between(t2, t3) : 0))),
  }
}

/** Seconds since 1900 and their fraction, each in 32 bits. */
function timestamp(ms: number): bigint {
  const seconds = ms / 1000 + TO_1970
  const whole = Math.floor(seconds)
  const fraction = Math.round((seconds - whole) * 2 ** 32)
  return BigInt.asUintN(64, (BigInt(whole) << 32n) + BigInt(fraction))
}

/** From one time to another in ms. Right also over the end of an era, for 68 years each way (RFC 5905, 6). */
function between(from: bigint, to: bigint): number {
  return (Number(BigInt.asIntN(64, to - from)) / 2 ** 32) * 1000
}

function tenth(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** Four letters below stratum 2 (RFC 5905, 7.3 and 7.4); above it an IPv4 address, or a hash that looks like one. */
function referenceOf(bytes: Buffer, stratum: number): string {
  if (stratum > 1) return bytes.join('.')
  return printable(bytes.toString('latin1').replaceAll('\0', ''), 4)
}
