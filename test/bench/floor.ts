import dgram from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { decode, encode } from 'dns-packet'
import pLimit from 'p-limit'
import { benchNames, TLS_PORT } from './names.ts'
import { CONCURRENCY, TARGETS } from './options.ts'
import { FILES } from './rig-files.ts'
import { serve } from './worker.ts'

/**
 * The floor: what bare Node costs for the same packets (A, AAAA, TCP, TLS, one GET), without deadlines, certificate
 * facts, evidence or judgement. Nothing in TypeScript can be cheaper.
 */

const secureContext = tls.createSecureContext({
  ca: readFileSync(join(process.argv[2] ?? '.', FILES.root)),
})
const names = benchNames(TARGETS)
const limit = pLimit(CONCURRENCY)

serve(async () => {
  await Promise.all(names.map(({ host }) => limit(visit, host)))
  return null
})

async function visit(host: string): Promise<void> {
  const [address] = await Promise.all([ask(host, 'A'), ask(host, 'AAAA')])
  if (address === undefined) throw new Error(`${host} has no address`)
  const socket = net.connect(TLS_PORT, address)
  await once(socket, 'connect')
  const secured = tls.connect({ socket, servername: host, secureContext })
  await once(secured, 'secureConnect')
  secured.write(`GET / HTTP/1.1\r\nHost: ${host}:${TLS_PORT}\r\nConnection: close\r\n\r\n`)
  const answer = await text(secured)
  if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`${host} answered ${answer}`)
}

async function ask(name: string, type: 'A' | 'AAAA'): Promise<string | undefined> {
  const socket = dgram.createSocket('udp4')
  const id = Math.floor(Math.random() * 65_536)
  const flags = 256 // recursion desired
  socket.send(encode({ type: 'query', id, flags, questions: [{ name, type }] }), 53, '127.0.0.1')
  const [message] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  const record = decode(message).answers?.[0]
  return record?.type === type ? record.data : undefined
}
