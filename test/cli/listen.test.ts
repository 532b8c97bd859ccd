import { once } from 'node:events'
import net from 'node:net'
import { expect, test } from 'vitest'
import { listen } from '../../cli/serve/listen.ts'

const CONNECTIONS = 8

async function served(
  more: (local: string) => Promise<void>,
  answer: Parameters<typeof listen>[0] = (_, { local }) => new Response(local),
): Promise<void> {
  const listening = await listen(answer, {
    ...{ host: '127.0.0.1', port: 0, connections: CONNECTIONS },
  })
  try {
    await more(new URL(listening.origin).host)
  } finally {
    await listening.close()
  }
}

async function opened(host: string, says: string): Promise<net.Socket> {
  const socket = net.connect(Number(new URL(`http://${host}`).port), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(says)
  return socket
}

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

test.for([
  ['say nothing', ''],
  ['never end their headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['send no body after the answer', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n'],
] as const)('others are served while many %s', async ([, says]) => {
  await served(async (host) => {
    const slow: net.Socket[] = []
    for (let i = 0; i < 3 * CONNECTIONS; i++) slow.push(await opened(host, says))
    const answer = await fetch(`http://${host}/`)
    expect(await answer.text()).toBe(host)
    for (const socket of slow) socket.destroy()
  })
})

test('those who were answered wait again, and the one that waits for longest is cut off', async () => {
  await served(async (host) => {
    const open: net.Socket[] = []
    const closed: number[] = []
    for (let i = 0; i < CONNECTIONS; i++) {
      const socket = await opened(host, REQUEST)
      await once(socket, 'data')
      socket.once('close', () => closed.push(i))
      open.push(socket)
    }
    const [first, second, third] = open
    if (!first || !second || !third) throw new Error('too few connections')
    first.write(REQUEST)
    await once(first, 'data')
    for (const next of [second, third]) {
      const gone = once(next, 'close')
      open.push(await opened(host, ''))
      await gone
    }
    expect(closed).toEqual([1, 2])
    for (const socket of open) socket.destroy()
  })
})

test('whoever is being answered is not cut off for those who say nothing', async () => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  const { promise: answered, resolve: answer } = Promise.withResolvers<Response>()
  await served(
    async (host) => {
      const asked = fetch(`http://${host}/`)
      await reached
      const silent: net.Socket[] = []
      for (let i = 0; i < 2 * CONNECTIONS; i++) silent.push(await opened(host, ''))
      answer(new Response('at last'))
      expect(await (await asked).text()).toBe('at last')
      for (const socket of silent) socket.destroy()
    },
    () => {
      reach()
      return answered
    },
  )
})

test('an address of IPv4 is called by its own name where both families are listened to', async () => {
  const at = await listen((_, { local, remote }) => new Response(`${local} ${remote}`), {
    host: '::ffff:127.0.0.1',
    port: 0,
  })
  const { port } = new URL(at.origin)
  const socket = await opened(`127.0.0.1:${port}`, '')
  const said = await fetch(`http://127.0.0.1:${port}/`)
  expect(await said.text()).toMatch(new RegExp(`^127\\.0\\.0\\.1:${port} 127\\.0\\.0\\.1:\\d+$`))
  socket.destroy()
  await at.close()
})

test('the end waits for no connection that says nothing', async () => {
  const at = await listen(() => new Response('x'), { host: '127.0.0.1', port: 0 })
  const socket = await opened(new URL(at.origin).host, '')
  await fetch(at.origin).then((answer) => answer.text())
  const closed = once(socket, 'close')
  await at.close()
  await closed
})

test('an address that this machine does not have', async () => {
  const port = 0
  await expect(listen(() => new Response('x'), { host: '192.0.2.1', port })).rejects.toThrow(
    'Cannot listen on 192.0.2.1:0: EADDRNOTAVAIL; choose others with --host and --port',
  )
})
