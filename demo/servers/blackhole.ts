import { once } from 'node:events'
import net from 'node:net'
import { Worker } from 'node:worker_threads'
import type { TestServer } from './tcp-server.ts'

/** Runs in the worker: listens, tells its port, and then stands still until it is woken. */
const LISTENER = `
const { parentPort, workerData } = require('node:worker_threads')
const net = require('node:net')
const server = net.createServer()
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port)
  Atomics.wait(new Int32Array(workerData), 0, 0)
  server.close()
  process.exit()
})
`

/** Longer than any connect on loopback takes, in ms. */
const SURELY_DROPPED = 100
const MAX_FILLERS = 16

/**
 * A port of loopback that drops, as a firewall does: a listener that never accepts, its queue full, so that the
 * kernel lets further SYNs go unanswered and a connect ends in a timeout. Linux only.
 */
export async function blackhole(): Promise<TestServer> {
  const gate = new SharedArrayBuffer(4)
  const worker = new Worker(LISTENER, { eval: true, workerData: gate })
  const [port] = (await once(worker, 'message')) as [number]
  const fillers: net.Socket[] = []
  const dispose = async () => {
    const exited = once(worker, 'exit')
    Atomics.store(new Int32Array(gate), 0, 1)
    Atomics.notify(new Int32Array(gate), 0)
    for (const filler of fillers) filler.destroy()
    await exited
  }
  while (await accepts(port, fillers)) {
    if (fillers.length < MAX_FILLERS) continue
    await dispose()
    throw new Error(
      `Cannot fill the queue of port ${port}: it accepts after ${MAX_FILLERS} connections`,
    )
  }
  return { address: '127.0.0.1', port, [Symbol.asyncDispose]: dispose }
}

async function accepts(port: number, fillers: net.Socket[]): Promise<boolean> {
  const socket = net.connect({ host: '127.0.0.1', port })
  socket.on('error', () => undefined)
  fillers.push(socket)
  return await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), SURELY_DROPPED)
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
