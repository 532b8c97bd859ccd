import type { Server } from '../../shared/address/server.ts'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import { connectionFailure } from '../classify.ts'
import { socketTo } from '../datagram/socket.ts'
import { inTime } from '../deadline.ts'
import { bad, type ExchangeContext, failed, type UdpResult } from './exchange.ts'
import { type Query, readReply } from './message.ts'

/**
 * Asks one server over UDP. The socket is connected and used for one question: the kernel passes only what comes
 * from that address and port, the source port is random (RFC 5452, 9.2), and an ICMP port-unreachable is seen.
 * Packets that are no reply to the query are ignored until the deadline. Ends with the socket closed.
 */
export async function askOverUdp(
  ctx: ExchangeContext,
  query: Query,
  server: Server,
): Promise<UdpResult> {
  const passed: Passed = { strays: 0, noise: 0, last: '' }
  const socket = socketTo(server.address)
  const send = () => socket.send(query.bytes)
  const { value, failure } = await inTime<UdpResult>(ctx, (done, broken) => {
    socket.on('error', (error) => broken(connectionFailure(error)))
    socket.on('message', (bytes) => {
      const outcome = outcomeOf(bytes, query, passed)
      if (outcome !== null) done(outcome)
    })
    socket.once('connect', send)
    socket.connect(server.port, server.address)
  })
  socket.off('connect', send) // it may still be on its way, and a closed socket cannot send
  await new Promise<void>((resolve) => {
    socket.close(resolve)
  })
  return value ?? failed(saidBy(passed, failure))
}

/** Packets that came and were not the reply. */
interface Passed {
  strays: number
  noise: number
  last: string
}

function outcomeOf(bytes: Buffer, query: Query, passed: Passed): UdpResult | null {
  const reading = readReply(bytes, query, 'udp')
  switch (reading.kind) {
    case 'reply':
    case 'truncated':
      return reading
    case 'malformed':
      return bad('dns_server_misbehaving', `malformed reply: ${reading.why}`)
    case 'stray':
      passed.strays++
      passed.last = reading.why
      return null
    case 'noise':
      passed.noise++
      passed.last = reading.why
      return null
  }
}

/** At the deadline, wrong packets say more than the silence round them. */
function saidBy({ strays, noise, last }: Passed, failure: Failure): Failure {
  if (failure.code !== 'generic_timeout_error') return failure
  if (strays > 0) {
    return fail(
      'dns_reply_with_wrong_query_id',
      `replies to other questions: ${strays}, last: ${last}`,
    )
  }
  if (noise > 0) {
    return fail('dns_server_misbehaving', `packets that are no DNS reply: ${noise}, last: ${last}`)
  }
  return failure
}
