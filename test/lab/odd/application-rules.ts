import type { Socket } from 'node:net'
import { serverName } from './client-hello.ts'
import { dialByName, join, mayPass } from './forward.ts'
import type { Policy } from './job.ts'

/** Reads from a connection until `found` says what it looked for, and puts back nothing: the bytes come along. */
export async function readUntil(
  socket: Socket,
  found: (bytes: Buffer) => string | null,
): Promise<{ name: string; bytes: Buffer } | null> {
  socket.on('error', () => undefined)
  const { promise, resolve } = Promise.withResolvers<{ name: string; bytes: Buffer } | null>()
  let bytes = Buffer.alloc(0)
  const take = (more: Buffer) => {
    bytes = Buffer.concat([bytes, more])
    const name = found(bytes)
    if (name === null) return
    socket.off('data', take).pause()
    resolve({ name, bytes })
  }
  socket.on('data', take).once('close', () => resolve(null))
  return await promise
}

/** HTTPS under application rules: the firewall completes TCP itself, reads the name, and forwards or cuts. */
export async function applicationTls(socket: Socket, policy: Policy): Promise<void> {
  const hello = await readUntil(socket, serverName)
  if (hello === null) return
  if (!mayPass(policy, hello.name)) return void socket.resetAndDestroy()
  await forward(socket, policy, hello, 443)
}

/** The page that Azure Firewall gives for plain HTTP that no rule allows: status 470. */
const DENIED = 'Action: Deny. Reason: No rule matched. Proceeding with default action.'

/** HTTP under application rules: by the Host header. */
export async function applicationHttp(socket: Socket, policy: Policy): Promise<void> {
  const request = await readUntil(socket, hostHeader)
  if (request === null) return
  if (mayPass(policy, request.name)) return await forward(socket, policy, request, 80)
  const head = `HTTP/1.1 470 Request Denied\r\nContent-Type: text/plain\r\nContent-Length: ${DENIED.length}\r\nConnection: close\r\n\r\n`
  socket.end(head + DENIED)
}

function hostHeader(bytes: Buffer): string | null {
  const text = bytes.toString('latin1')
  if (!text.includes('\r\n\r\n')) return null
  return /^host:\s*([^\s:]+)/im.exec(text)?.[1] ?? ''
}

async function forward(
  socket: Socket,
  policy: Policy,
  first: { name: string; bytes: Buffer },
  port: number,
): Promise<void> {
  try {
    const upstream = await dialByName(policy, first.name, port)
    upstream.write(first.bytes)
    join(socket, upstream)
  } catch {
    // The firewall cannot resolve the name: it drops the connection.
    socket.destroy()
  }
}
