import { readFileSync } from 'node:fs'
import { connect, createServer, type Server, type TLSSocket } from 'node:tls'
import { anyName } from './any-name.ts'
import { dialByName, join, mayPass } from './forward.ts'
import type { FirewallJob, Policy } from './job.ts'

const BLOCKED = `<html><head><title>Access blocked</title></head><body><h1>Access to this site is blocked</h1>
<p>The web filter of Contoso Ltd has blocked this page. Policy: default-deny.</p></body></html>`

/**
 * A firewall that ends TLS with a certificate of its own CA for whatever name is asked, and speaks TLS again to the
 * server behind. What may not pass gets a block page.
 */
export async function inspector(job: FirewallJob, policy: () => Policy): Promise<Server> {
  const roots = readFileSync(job.rootFile, 'utf8')
  const SNICallback = await anyName(job)
  const server = createServer({ SNICallback }, (socket) => void pass(socket, policy(), roots))
  return server.on('tlsClientError', () => undefined)
}

async function pass(socket: TLSSocket, policy: Policy, roots: string): Promise<void> {
  socket.on('error', () => undefined)
  const name = String(socket.servername)
  if (!mayPass(policy, name)) return block(socket)
  try {
    const tcp = await dialByName(policy, name, 443)
    join(socket, connect({ socket: tcp, servername: name, ca: roots }))
  } catch {
    // It cannot resolve the name: the connection ends.
    socket.destroy()
  }
}

function block(socket: TLSSocket): void {
  const head = [
    'HTTP/1.1 403 Forbidden',
    'Content-Type: text/html',
    `Content-Length: ${Buffer.byteLength(BLOCKED)}`,
    'Connection: close',
  ]
  socket.once('data', () => socket.end(`${head.join('\r\n')}\r\n\r\n${BLOCKED}`))
}
