import { expect, test } from 'vitest'
import { OwnTime } from '../../probes/own-time.ts'
import { Ports } from '../../probes/ports.ts'

/** How many of five connections to an address may be open at once, where two ports may be used. */
async function openAtOnce(address: (index: number) => string): Promise<number> {
  const ports = new Ports(2)
  let open = 0
  for (let i = 0; i < 5; i++) void ports.take(address(i), 443).then(() => open++)
  await new Promise((resolve) => setImmediate(resolve))
  return open
}

test.for([
  { what: 'one public address', address: () => '20.1.2.3', most: 2 },
  { what: 'public addresses of their own', address: (i: number) => `20.1.2.${i}`, most: 5 },
  { what: 'one private address', address: () => '10.1.2.3', most: 5 },
  { what: 'a Google-internal address', address: () => '199.36.153.4', most: 5 },
])('Ports bounds the connections to $what', async ({ address, most }) => {
  expect(await openAtOnce(address)).toBe(most)
})

test('Ports hands on what is given back, in order', async () => {
  const ports = new Ports(1)
  const giveBack = await ports.take('20.1.2.3', 443)
  const order: string[] = []
  const second = ports.take('20.1.2.3', 443).then((back) => {
    order.push('second')
    back()
  })
  const third = ports.take('20.1.2.3', 443).then(() => order.push('third'))
  giveBack()
  await Promise.all([second, third])
  expect(order).toEqual(['second', 'third'])
})

test('Ports bounds each port of an address by itself', async () => {
  const ports = new Ports(1)
  await ports.take('20.1.2.3', 443)
  await expect(ports.take('20.1.2.3', 8443)).resolves.toBeTypeOf('function')
})

test('Ports holds its bound after connections were closed, whoever waited meanwhile', async () => {
  const ports = new Ports(1)
  const first = await ports.take('20.1.2.3', 443)
  const second = ports.take('20.1.2.3', 443)
  first()
  await second
  let third = 'waits'
  const taken = ports.take('20.1.2.3', 443).then((back) => {
    third = 'runs'
    return back
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(third).toBe('waits')
  const giveBack = await second
  giveBack()
  const last = await taken
  last()
  // Nobody waits: the place is free.
  await expect(ports.take('20.1.2.3', 443)).resolves.toBeTypeOf('function')
})

test('OwnTime does not count time in a queue, and that of two queues at once as one', async () => {
  let now = 100
  const time = new OwnTime(20_000, () => now)
  const turns = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const queued = turns.map(({ promise }) => time.queue(promise))
  now = 1100
  expect(time.end()).toBe(21_100)
  turns[0]?.resolve()
  await queued[0]
  now = 2100
  turns[1]?.resolve()
  await queued[1]
  now = 9000
  expect(time.end()).toBe(22_100)
})

test('OwnTime puts off the end by a queue from where the first of several began', async () => {
  let now = 100
  const time = new OwnTime(20_000, () => now)
  const [long, short] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = time.queue(long.promise)
  now = 600
  const second = time.queue(short.promise)
  now = 1100
  short.resolve()
  await second
  expect(time.end()).toBe(21_100)
  long.resolve()
  await first
  expect(time.end()).toBe(21_100)
})
