import dgram from 'node:dgram'
import { once } from 'node:events'
import type { OddEndpoint } from './job.ts'

type Reply = (datagram: Buffer) => Buffer

/** Seconds from 1900 to 1970 (RFC 5905, 6). */
const TO_1970 = 2_208_988_800

/** An NTP server: leap indicator and stratum, its reference, and how far its clock is ahead, in seconds. */
function ntp(leap: number, stratum: number, reference: string, ahead = 0): Reply {
  return (request) => {
    const reply = Buffer.alloc(48)
    reply[0] = (leap << 6) | (4 << 3) | 4
    reply[1] = stratum
    reply.write(reference, 12, 4, 'latin1')
    request.copy(reply, 24, 40, 48)
    const now = Date.now() / 1000 + ahead + TO_1970
    for (const at of [32, 40]) {
      reply.writeUInt32BE(Math.floor(now) % 2 ** 32, at)
      reply.writeUInt32BE(Math.floor((now % 1) * 2 ** 32), at + 4)
    }
    return reply
  }
}

const DATAGRAMS: Partial<Record<OddEndpoint['odd'], Reply>> = {
  ntp: ntp(0, 2, '\x0a\x32\x00\x01'),
  'ntp-not-synchronised': ntp(3, 0, 'INIT'),
  'ntp-denies': ntp(0, 0, 'DENY'),
  'ntp-ahead': ntp(0, 2, '\x0a\x32\x00\x01', 600),
  'echoes-datagrams': (datagram) => datagram,
}

/** What a server replies to each datagram; undefined where it is one of connections. */
export function repliesOf(odd: OddEndpoint['odd']): Reply | undefined {
  return DATAGRAMS[odd]
}

export async function serveDatagrams(
  { address, port }: Pick<OddEndpoint, 'address' | 'port'>,
  reply: Reply,
): Promise<void> {
  const socket = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', (bytes, from) => socket.send(reply(bytes), from.port, from.address))
  socket.on('error', () => undefined)
  socket.bind(port, address)
  await once(socket, 'listening')
}
