import { z } from 'zod'
import type { Complaint } from '../document/problem.ts'
import { checkedText, nonEmpty } from '../document/text.ts'
import { type Scheme, takes } from '../model/scheme.ts'

/** What fits into one datagram on any path without fragments: 1,280 less the headers of IPv6 and UDP (RFC 8200, 5). */
const MOST_BYTES = 1232

const hex = checkedText((text) =>
  /^([0-9a-f]{2}[ :]?)+$/i.test(text)
    ? null
    : { message: 'is not hexadecimal', remedy: 'Write two digits a byte: "1b 00 ff"' },
)

const base64 = checkedText((text) =>
  /^[a-z0-9+/]+={0,2}$/i.test(text) && text.length % 4 === 0
    ? null
    : { message: 'is not base64', remedy: 'Write it as in "cGluZw=="' },
)

/** The key `send` of a target: the payload of a datagram, in one of three spellings. */
export const send = z.strictObject({
  text: nonEmpty.exactOptional().describe('As text, in UTF-8'),
  hex: hex.exactOptional().describe('As bytes: "1b 00 ff"'),
  base64: base64.exactOptional().describe('As base64'),
})
export type Send = z.output<typeof send>

/** The payload, hexadecimal. */
export function payloadOf({ text, hex: digits, base64: encoded }: Send): string {
  if (digits !== undefined) return digits.replaceAll(/[ :]/g, '').toLowerCase()
  return Buffer.from(text ?? encoded ?? '', text === undefined ? 'base64' : 'utf8').toString('hex')
}

/** What is wrong with the key `send` for a scheme; null: nothing. */
export function sendComplaint(scheme: Scheme, given: Send | undefined): Complaint | null {
  if (scheme !== 'udp') {
    return given === undefined
      ? null
      : {
          message: `A ${scheme} target sends no payload of one’s own`,
          remedy: takes(scheme, 'request') ? 'Use body' : 'Use udp://host:port',
        }
  }
  if (given === undefined || Object.keys(given).length !== 1) {
    return {
      message: 'A udp target needs one payload: a port is silent to an empty datagram',
      remedy: 'Write send: { text: ... }, send: { hex: ... } or send: { base64: ... }',
    }
  }
  return payloadOf(given).length / 2 > MOST_BYTES
    ? {
        message: `The payload is longer than ${MOST_BYTES} bytes`,
        remedy: 'Send less: more does not fit into one packet on every path',
      }
    : null
}
