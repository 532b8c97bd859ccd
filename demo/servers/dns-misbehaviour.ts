import type { Socket } from 'node:net'
import type { DecodedPacket } from 'dns-packet'
import { type Answer, encode, type Packet, TRUNCATED_RESPONSE } from 'dns-packet'
import { bare, hasEdns, RCODE } from './dns-zone.ts'

/** One query to answer, and the means to do it badly. */
export interface Turn {
  readonly query: DecodedPacket
  readonly bytes: Buffer
  /** What a correct server would say. */
  readonly honest: () => Packet & { answers: Answer[] }
  /** Sends one message: a datagram, or behind its length over TCP. */
  readonly send: (message: Buffer) => void
  /** Sends one datagram from a port that was not asked. */
  readonly sendFromElsewhere: (message: Buffer) => void
  /** The connection; null over UDP. */
  readonly socket: Socket | null
}

type Behave = (turn: Turn) => void
interface Behaviour {
  readonly udp: Behave
  readonly tcp: Behave
}

const honest: Behave = (turn) => turn.send(encode(turn.honest()))
const silent: Behave = () => undefined
const cut: Behave = (turn) => {
  const reply = bare(turn.query, RCODE.NOERROR)
  turn.send(encode({ ...reply, flags: (reply.flags ?? 0) | TRUNCATED_RESPONSE }))
}
const both = (behave: Behave): Behaviour => ({ udp: behave, tcp: behave })
const overTcp = (tcp: Behave): Behaviour => ({ udp: cut, tcp })
const rcode = (code: number) => both((turn) => turn.send(encode(bare(turn.query, code))))

/** A reply to the query with answers of our choice. */
const answering = (answers: (name: string) => Answer[]) =>
  both((turn) => {
    const name = turn.query.questions?.[0]?.name ?? '.'
    turn.send(encode({ ...turn.honest(), answers: answers(name) }))
  })

const otherId: Behave = (turn) =>
  turn.send(encode({ ...turn.honest(), id: (turn.query.id ?? 0) ^ 1 }))

export const MISBEHAVIOURS = {
  honest: both(honest),
  silent: both(silent),
  garbage: both((turn) => turn.send(Buffer.from('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'))),
  stub: both((turn) => turn.send(turn.bytes.subarray(0, 5))),
  echo: both((turn) => turn.send(turn.bytes)),
  'other-id': both(otherId),
  'other-question': both((turn) =>
    turn.send(
      encode({ ...turn.honest(), questions: [{ name: 'other.test', type: 'A', class: 'IN' }] }),
    ),
  ),
  'other-port': both((turn) => turn.sendFromElsewhere(encode(turn.honest()))),
  /** A forged reply, then the true one. */
  'forged-first': both((turn) => {
    otherId(turn)
    honest(turn)
  }),
  twice: both((turn) => {
    honest(turn)
    honest(turn)
  }),
  truncated: overTcp(honest),
  'cut-message': both((turn) => turn.send(encode(turn.honest()).subarray(0, -7))),
  'short-address': both((turn) => {
    const message = encode({ ...turn.honest(), additionals: [] })
    message.writeUInt16BE(3, message.length - 6) // the length of the last record, an A
    turn.send(message.subarray(0, -1))
  }),
  'other-owner': answering(() => [{ name: 'other.test', type: 'A', data: '10.9.9.9', ttl: 1 }]),
  'other-class': answering((name) => [{ name, type: 'A', data: '10.9.9.9', ttl: 1, class: 'CH' }]),
  'cname-loop': answering((name) => [
    { name, type: 'CNAME', data: 'b.test', ttl: 1 },
    { name: 'b.test', type: 'CNAME', data: 'c.test', ttl: 1 },
    { name: 'c.test', type: 'CNAME', data: name.toUpperCase(), ttl: 1 },
  ]),
  'cname-long': answering((name) =>
    Array.from({ length: 20 }, (_, i) => ({
      name: i === 0 ? name : `c${i}.test`,
      type: 'CNAME' as const,
      data: `c${i + 1}.test`,
      ttl: 1,
    })),
  ),
  servfail: rcode(RCODE.SERVFAIL),
  refused: rcode(RCODE.REFUSED),
  rcode11: rcode(11),
  /** As servers from before EDNS do: the header alone. */
  'formerr-edns': both((turn) => {
    if (!hasEdns(turn.query)) return honest(turn)
    turn.send(encode({ ...bare(turn.query, RCODE.FORMERR), questions: [] }))
  }),
  'formerr-then-silent': both((turn) => {
    if (hasEdns(turn.query)) turn.send(encode(bare(turn.query, RCODE.FORMERR)))
  }),
  badvers: both((turn) => {
    if (!hasEdns(turn.query)) return honest(turn)
    turn.send(encode(bare(turn.query, 16)))
  }),
  'tcp-silent': overTcp(silent),
  'tcp-close': overTcp((turn) => turn.socket?.end()),
  'tcp-reset': overTcp((turn) => turn.socket?.resetAndDestroy()),
  'tcp-other-id': overTcp(otherId),
  'tcp-empty': overTcp((turn) => turn.send(Buffer.alloc(0))),
  'tcp-cut': overTcp((turn) => {
    const message = encode(turn.honest())
    turn.socket?.end(framed(message).subarray(0, -9))
  }),
  'tcp-drip': overTcp((turn) => drip(turn, 40)),
  'tcp-pieces': overTcp((turn) => drip(turn, 0)),
  'tcp-64k': overTcp((turn) => {
    const name = turn.query.questions?.[0]?.name ?? '.'
    const message = Buffer.alloc(65_535)
    const reply = encode({ ...bare(turn.query, RCODE.NOERROR), answers: [] })
    const record = encode({ answers: [{ name, type: 'A', data: '10.1.2.3', ttl: 60 }] })
    const pointed = Buffer.concat([Buffer.from([0xc0, 12]), record.subarray(-14)])
    const count = Math.floor((message.length - reply.length) / pointed.length)
    reply.writeUInt16BE(count, 6)
    reply.copy(message)
    message.fill(pointed, reply.length, reply.length + count * pointed.length)
    turn.send(message)
  }),
} as const satisfies Record<string, Behaviour>

export type Misbehaviour = keyof typeof MISBEHAVIOURS

/** A message behind its two-byte length. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

/** Sends a message byte by byte, with a pause of so many ms between two. */
function drip(turn: Turn, pause: number): void {
  const { socket } = turn
  const rest = [...framed(encode(turn.honest()))]
  const timer = setInterval(() => {
    const byte = rest.shift()
    if (byte === undefined || socket?.destroyed) clearInterval(timer)
    else socket?.write(Buffer.from([byte]))
  }, pause)
  socket?.setNoDelay(true)
  socket?.once('close', () => clearInterval(timer))
}
