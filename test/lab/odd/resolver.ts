import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OddResolver } from './job.ts'

const SERVFAIL = 2

/** A resolver on UDP that stays silent, answers SERVFAIL, or hands on to others, in turn or after a while. */
export async function resolveOddly(how: OddResolver): Promise<void> {
  const socket = createSocket('udp4')
  const inTurn = turns(how.to)
  socket.on('message', (question, from) => void answer(socket, how, { question, from, inTurn }))
  socket.bind(53, how.address)
  await once(socket, 'listening')
}

interface Asked {
  readonly question: Buffer
  readonly from: RemoteInfo
  readonly inTurn: (question: Buffer) => string
}

/** Whose turn it is to answer: each kind of question goes round by itself, so that every kind meets all. */
function turns(to: readonly string[]): (question: Buffer) => string {
  const asked = new Map<string, number>()
  return (question) => {
    // Past the header (12): the name, the type and the class, and what follows them.
    const kind = question.toString('latin1', 12, question.indexOf(0, 12) + 5)
    const times = asked.get(kind) ?? 0
    asked.set(kind, times + 1)
    return to[times % to.length] ?? ''
  }
}

async function answer(socket: Socket, how: OddResolver, asked: Asked): Promise<void> {
  const { question, from, inTurn } = asked
  if (how.behaves === 'silent') return
  if (how.behaves === 'servfail') return socket.send(failed(question), from.port, from.address)
  if (how.behaves === 'ipv4-only' && typeOf(question) === AAAA) return
  await sleep(how.delay)
  const response = await handOn(question, inTurn(question))
  socket.send(response, from.port, from.address)
}

const AAAA = 28

/** The type asked for, after the header and the name (RFC 1035, 4.1.2). */
function typeOf(question: Buffer): number {
  return question.readUInt16BE(question.indexOf(0, 12) + 1)
}

/** The question as a response with SERVFAIL: the flags QR and RA set, the rcode put in (RFC 1035, 4.1.1). */
function failed(question: Buffer): Buffer {
  const response = Buffer.from(question)
  response.writeUInt8(response.readUInt8(2) | 0x80, 2)
  response.writeUInt8(0x80 | SERVFAIL, 3)
  return response
}

async function handOn(question: Buffer, to: string): Promise<Buffer> {
  const socket = createSocket('udp4')
  try {
    socket.send(question, 53, to)
    const [response] = (await once(socket, 'message')) as [Buffer]
    return response
  } finally {
    socket.close()
  }
}
