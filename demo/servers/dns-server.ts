import dgram from 'node:dgram'
import { once } from 'node:events'
import net from 'node:net'
import { decode } from 'dns-packet'
import { framed, MISBEHAVIOURS, type Misbehaviour, type Turn } from './dns-misbehaviour.ts'
import { hasEdns, replyFrom, type SoaNames, TEST_ZONE, type ZoneRow } from './dns-zone.ts'

export interface DnsServerOptions {
  readonly zone?: readonly ZoneRow[]
  /** The zones that it is authority for, by name: what it denies in one carries its SOA. */
  readonly authority?: Readonly<Record<string, SoaNames>>
  /** How to answer what: one way for all names, or by name; honestly by default. */
  readonly misbehave?: Misbehaviour | Readonly<Record<string, Misbehaviour>>
  /** Without it, nothing listens on the TCP port. */
  readonly tcp?: boolean
}

/** One query as it arrived. */
interface AskedQuery {
  readonly name: string
  readonly type: string
  readonly transport: 'udp' | 'tcp'
  readonly edns: boolean
  readonly id: number
}

export interface DnsServer extends AsyncDisposable {
  /** 127.0.0.1:port, for UDP and TCP alike. */
  readonly text: string
  readonly port: number
  /** What was asked, in order of arrival. */
  readonly asked: readonly AskedQuery[]
}

/** A DNS server on loopback that answers from a small table, or misbehaves on purpose. Closed by `await using`. */
export async function dnsServer(options: DnsServerOptions = {}): Promise<DnsServer> {
  const { zone = [], authority = TEST_ZONE, misbehave = 'honest', tcp = true } = options
  const asked: AskedQuery[] = []
  const { udp, listener } = await bindBoth()
  const elsewhere = dgram.createSocket('udp4')
  const sockets = new Set<net.Socket>()

  const answer = (bytes: Buffer, means: Pick<Turn, 'send' | 'sendFromElsewhere' | 'socket'>) => {
    const query = decode(bytes)
    const { name = '.', type = '' } = query.questions?.[0] ?? {}
    const transport = means.socket === null ? 'udp' : 'tcp'
    asked.push({ name, type, transport, edns: hasEdns(query), id: query.id ?? 0 })
    const how = typeof misbehave === 'string' ? misbehave : (misbehave[name] ?? 'honest')
    const honest = () => replyFrom(zone, query, authority)
    MISBEHAVIOURS[how][transport]({ query, bytes, honest, ...means })
  }
  udp.on('message', (bytes, from) =>
    answer(bytes, {
      send: (message) => udp.send(message, from.port, from.address),
      sendFromElsewhere: (message) => elsewhere.send(message, from.port, from.address),
      socket: null,
    }),
  )
  udp.on('error', () => undefined) // a client that has gone
  listener.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    onQuery(socket, (bytes) => answer(bytes, meansOver(socket)))
  })
  if (!tcp) await closed(listener)

  return {
    text: `127.0.0.1:${udp.address().port}`,
    port: udp.address().port,
    asked,
    async [Symbol.asyncDispose]() {
      const ends = [...sockets].map((socket) => once(socket, 'close'))
      for (const socket of sockets) socket.destroy()
      await Promise.all([...ends, closed(udp), closed(elsewhere), tcp ? closed(listener) : null])
    },
  }
}

function meansOver(socket: net.Socket): Pick<Turn, 'send' | 'sendFromElsewhere' | 'socket'> {
  const send = (message: Buffer) => socket.write(framed(message))
  return { send, sendFromElsewhere: send, socket }
}

/** Calls `take` with the first message of a connection; a client asks one question. */
function onQuery(socket: net.Socket, take: (bytes: Buffer) => void): void {
  let seen = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    seen = Buffer.concat([seen, chunk])
    if (seen.length < 2 || seen.length < 2 + seen.readUInt16BE(0)) return
    take(seen.subarray(2, 2 + seen.readUInt16BE(0)))
    seen = Buffer.alloc(0)
  })
}

/** UDP and TCP on one port that was free for both. */
async function bindBoth(): Promise<{ udp: dgram.Socket; listener: net.Server }> {
  for (;;) {
    const listener = net.createServer()
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const address = listener.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const udp = dgram.createSocket('udp4')
    try {
      udp.bind(port, '127.0.0.1')
      await once(udp, 'listening')
      return { udp, listener }
    } catch {
      await Promise.all([closed(listener), closed(udp)]) // taken for UDP: the next port may be free
    }
  }
}

function closed(socket: net.Server | dgram.Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve())
  })
}
