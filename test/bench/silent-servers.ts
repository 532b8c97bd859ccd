import http from 'node:http'
import net from 'node:net'
import { PORTS } from './silent-cases.ts'

/** The servers of the silent rig, in a process of their own: one that answers, and one that accepts and says nothing. */

const answering = http.createServer((_, response) => {
  response.end('ok')
})
const mute = net.createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.resume()
})
answering.listen({ port: PORTS.answering, host: '0.0.0.0', backlog: 1024 }, () => {
  mute.listen({ port: PORTS.mute, host: '0.0.0.0', backlog: 1024 }, () => process.send?.('ready'))
})
