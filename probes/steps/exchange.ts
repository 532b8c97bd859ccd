import type dgram from 'node:dgram'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { ExchangeObservation, NtpReply } from '../../shared/model/exchange-observation.ts'
import type { DatagramProtocol } from '../../shared/model/scheme.ts'
import { connectionFailure } from '../classify.ts'
import { ntpRequest, readNtp } from '../datagram/ntp.ts'
import { socketTo } from '../datagram/socket.ts'
import { inTime } from '../deadline.ts'
import { excerpt } from '../printable.ts'
import type { TargetContext } from '../target-context.ts'

/** Bytes of a reply that are kept. */
const MOST_KEPT = 512

interface Reply {
  readonly bytes: Buffer
  readonly ntp?: NtpReply
}

/**
 * Sends one datagram to one address and waits for the reply. The socket is connected: the kernel passes only what comes
 * from that address and port, and an ICMP error is seen as a refusal. What is no reply of the protocol is ignored until
 * the deadline, and told then. Ends with the socket closed.
 */
export async function exchange(
  ctx: Pick<TargetContext, 'budget' | 'signal' | 'now' | 'wall' | 'silence'>,
  to: {
    readonly protocol: DatagramProtocol
    /** Hexadecimal; of `udp` alone. */
    readonly payload: string
    readonly address: string
    readonly port: number
    readonly attempt: number
  },
): Promise<ExchangeObservation> {
  const { protocol, address, port, attempt } = to
  const place = `${address} ${port} udp`
  const patience = ctx.silence.patience(place, attempt, ctx.budget)
  const asked = protocol === 'ntp' ? ntpQuestion(ctx) : plainQuestion(to.payload)
  const strays: string[] = []
  const t0 = ctx.now()
  const socket = socketTo(address)
  const send = () => asked.send(socket)
  const { value, failure } = await inTime<Reply>(
    { ...ctx, budget: patience.budget },
    (done, broken) => {
      socket.on('error', (error) => broken(connectionFailure(error)))
      socket.on('message', (bytes) => {
        const reply = asked.read(bytes)
        if (typeof reply === 'string') strays.push(reply)
        else done(reply)
      })
      socket.once('connect', send)
      socket.connect(port, address)
    },
  )
  const t = ctx.now()
  socket.off('connect', send) // it may still be on its way, and a closed socket cannot send
  await new Promise<void>((resolve) => {
    socket.close(resolve)
  })
  const seen: ExchangeObservation = {
    ...({ step: 'exchange', peer: 'target', attempt, t0, t, address, port, protocol } as const),
    failure: value === null ? saidBy(strays, failure) : null,
    sentBytes: asked.bytes,
    replyBytes: value?.bytes.length ?? null,
    reply: value === null ? '' : excerpt(value.bytes, MOST_KEPT),
    replyHex: value?.bytes.subarray(0, MOST_KEPT).toString('hex') ?? '',
    ...(value?.ntp !== undefined && { ntp: value.ntp }),
  }
  return ctx.silence.noted(place, patience, seen)
}

interface Question {
  readonly bytes: number
  readonly send: (socket: dgram.Socket) => void
  /** The reply in a packet; a text: why it is none. */
  readonly read: (packet: Buffer) => Reply | string
}

function plainQuestion(payload: string): Question {
  const bytes = Buffer.from(payload, 'hex')
  return {
    bytes: bytes.length,
    send: (socket) => socket.send(bytes),
    read: (packet) => ({ bytes: packet }),
  }
}

function ntpQuestion({ wall }: Pick<TargetContext, 'wall'>): Question {
  const request = ntpRequest()
  let sent = wall()
  return {
    bytes: request.bytes.length,
    send: (socket) => {
      sent = wall()
      socket.send(request.bytes)
    },
    read: (packet) => {
      const ntp = readNtp(packet, request, { sent, received: wall() })
      return typeof ntp === 'string' ? ntp : { bytes: packet, ntp }
    },
  }
}

/** At the deadline, packets that are no reply say more than the silence round them. */
function saidBy(strays: readonly string[], failure: Failure): Failure {
  const last = strays.at(-1)
  if (failure.code !== 'generic_timeout_error' || last === undefined) return failure
  return fail('udp_invalid_response', `packets that are no reply: ${strays.length}, last: ${last}`)
}
