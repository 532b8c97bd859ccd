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
