import process from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import { endingBy } from '../../gcp/ending.ts'
import { Drain } from '../../runtime/drain.ts'
import type { LogEntry } from '../../shared/ports/log.ts'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const
const before = SIGNALS.map((signal) => process.listeners(signal))

afterEach(() => {
  vi.restoreAllMocks()
  for (const [i, signal] of SIGNALS.entries()) {
    process.removeAllListeners(signal)
    for (const listener of before[i] ?? []) process.on(signal, listener)
  }
})

/** An ending of this process, which only says that it would end. */
function ending(close: () => Promise<void> = async () => undefined) {
  const drain = new Drain({ store: 10, whole: 20 })
  const logged: LogEntry[] = []
  const events: string[] = []
  const { promise: exited, resolve } = Promise.withResolvers<number>()
  vi.spyOn(process, 'exit').mockImplementation(((status: number) => {
    events.push('exit')
    resolve(status)
  }) as never)
  const take = endingBy({
    drain,
    log: { write: (entry) => void logged.push(entry) },
    close: async () => {
      events.push('close')
      await close()
    },
  })
  return { drain, logged, events, exited, take }
}

test('takes the signals at its first call, from whoever had them', () => {
  const at = ending()
  const own = vi.fn()
  for (const signal of SIGNALS) process.on(signal, own)
  at.take()
  at.take()
  for (const signal of SIGNALS) expect(process.listenerCount(signal)).toBe(1)
  expect(own).not.toHaveBeenCalled()
})

test('takes them once: who adds a listener later keeps it', () => {
  const at = ending()
  at.take()
  process.on('SIGTERM', () => undefined)
  at.take()
  expect(process.listenerCount('SIGTERM')).toBe(2)
})

test.for(SIGNALS)(
  '%s ends the process once the drain has, with its store closed',
  async (signal) => {
    const at = ending()
    at.take()
    const leave = at.drain.enter()
    process.emit(signal)
    // Another one, to all processes of a terminal say, changes nothing.
    process.emit(signal)
    expect(at.events).toEqual([])
    leave()
    expect(await at.exited).toBe(0)
    expect(at.events).toEqual(['close', 'exit'])
    expect(at.logged).toEqual([])
  },
)

test('what is still under way is told', async () => {
  const at = ending()
  at.take()
  at.drain.enter()
  process.emit('SIGTERM')
  expect(await at.exited).toBe(0)
  expect(at.events).toEqual(['close', 'exit'])
  expect(at.logged).toEqual([
    { severity: 'error', message: 'Something was still under way at the end' },
  ])
})

test('a store that cannot be closed is told, by the status too', async () => {
  const at = ending(() => Promise.reject(new Error('no disk')))
  at.take()
  process.emit('SIGTERM')
  expect(await at.exited).toBe(1)
  expect(at.logged).toEqual([
    {
      severity: 'error',
      message: expect.stringMatching(/^The end was not orderly: .*no disk/),
    },
  ])
})
