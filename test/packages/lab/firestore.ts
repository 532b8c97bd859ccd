import { once } from 'node:events'
import net from 'node:net'
import process from 'node:process'
import { startEmulator } from '../../peers/firestore-emulator.ts'

/**
 * Google’s emulator of Firestore for a whole network: it listens on loopback only, and what comes to `ADDRESS PORT`
 * is led there. Says `ready`, and runs until it is killed.
 */
const [address = '', port = ''] = process.argv.slice(2)
const emulator = await startEmulator()
const [host = '', inner = ''] = emulator.host.split(':')
const server = net.createServer((socket) => {
  const there = net.connect(Number(inner), host)
  socket.pipe(there).pipe(socket)
  for (const [end, other] of [
    [socket, there],
    [there, socket],
  ] as const) {
    end.on('error', () => other.destroy())
    end.on('close', () => other.destroy())
  }
})
server.listen(Number(port), address)
await once(server, 'listening')
process.stdout.write('ready\n')
