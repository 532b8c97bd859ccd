import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type NetworkSource, networkSource } from '../../runtime/network-source.ts'
import { planConfig } from '../../runtime/plan-config.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'
import type { LogEntry } from '../../shared/ports/log.ts'
import { azureError } from '../fixtures/azure-api.ts'
import { clouds, healthyAzure } from '../fixtures/clouds.ts'
import type { Answer, Asked } from '../identity/endpoint.ts'
import { SUBSCRIPTION } from '../shared/cloud-network/pull/pulling.ts'

const MINUTE = 60_000
const READ = `network: { azure: { subscriptions: [${SUBSCRIPTION}] }, subnet: vnet-app/app, refresh: 15m }`

/** A source whose clouds answer as `answer` says at that moment; its clock stands until it is moved. */
async function sourceOf(section = READ) {
  let answer: (asked: Asked) => Answer | null = healthyAzure
  const at = await clouds((asked) => answer(asked))
  await at.config(section)
  const text = await readFile(path.join(at.cwd, 'perimeter.yaml'), 'utf8')
  const context = { folder: at.cwd, env: at.env }
  const planned = planConfig(checkedConfig(text, 'perimeter.yaml', at.env), context)
  const logged: LogEntry[] = []
  let now = 0
  let broken = false
  const time = () => {
    if (broken) throw new TypeError('no clock')
    return now
  }
  const source = networkSource({
    ...{ planned, context },
    clock: { now: time, date: () => new Date(Date.UTC(2026, 0, 1) + time()) },
    log: { write: (entry) => logged.push(entry) },
  })
  return {
    ...{ source, logged },
    asked: () => at.azure.asked.length,
    known: async (ms = 60_000, signal = new AbortController().signal) =>
      await (source as NetworkSource)({ signal, ms }),
    breaks: () => {
      broken = true
    },
    pass: (ms: number) => {
      now += ms
    },
    answers: (next: typeof answer) => {
      answer = next
    },
    async [Symbol.asyncDispose]() {
      await at[Symbol.asyncDispose]()
    },
  }
}

const REFUSED = () => azureError(403, 'AuthorizationFailed')

describe('networkSource()', () => {
  test('a fault of its own is told, and costs no sweep', async () => {
    await using of = await sourceOf()
    of.breaks()
    expect(await of.known()).toBeNull()
    expect(of.logged).toMatchObject([
      {
        severity: 'error',
        message: expect.stringMatching(
          /^A fault of the probe while it read the network: .*no clock/,
        ),
      },
    ])
  })

  test.for(['', 'network: { file: network.json }'])('is none for %j', async (section) => {
    const planned = { config: checkedConfig(section || '{}', 'perimeter.yaml', {}) }
    const parts = { planned, context: { folder: '/', env: {} }, clock: null, log: null }
    expect(networkSource(parts as never)).toBeNull()
  })

  test('is read once for sweeps at one time, and again when it is older than refresh', async () => {
    await using of = await sourceOf()
    const [one, two] = await Promise.all([of.known(), of.known()])
    expect(one?.configuration).toBe(two?.configuration)
    expect(one?.subnet).toBe('vnet-app/app')
    const first = of.asked()
    of.pass(14 * MINUTE)
    expect((await of.known())?.configuration).toBe(one?.configuration)
    expect(of.asked()).toBe(first)
    of.pass(2 * MINUTE)
    const again = await of.known()
    expect(of.asked()).toBe(2 * first)
    expect(again?.configuration.takenAt).toBe('2026-01-01T00:16:00.000Z')
    expect(of.logged).toEqual([])
  })

  test('what was read stays when it cannot be read again, with its age and the reason', async () => {
    await using of = await sourceOf()
    await of.known()
    of.answers(REFUSED)
    of.pass(16 * MINUTE)
    const stale = (await of.known())?.configuration
    expect(stale?.azure.networks.length).toBe(1)
    expect(stale?.takenAt).toBe('2026-01-01T00:00:00.000Z')
    expect(stale?.unread).toEqual([
      { what: 'Azure, read again', why: expect.stringContaining('status 403') },
    ])
    of.answers(healthyAzure)
    const asked = of.asked()
    of.pass(4 * MINUTE)
    await of.known()
    expect(of.asked()).toBe(asked)
    of.pass(2 * MINUTE)
    expect((await of.known())?.configuration.unread).toEqual([])
  })

  test('the same trouble is logged once', async () => {
    await using of = await sourceOf()
    of.answers(REFUSED)
    for (let i = 0; i < 3; i += 1) {
      await of.known()
      of.pass(6 * MINUTE)
    }
    expect(of.logged.map(({ severity }) => severity)).toEqual(['warning'])
    expect(of.logged[0]?.message).toContain('Not all of the network could be read: Azure')
  })

  test('silence has come to its end with the sweep', async () => {
    await using of = await sourceOf()
    of.answers(() => null)
    const known = await of.known(5_100)
    expect(known?.configuration.azure.networks).toEqual([])
    expect(known?.configuration.unread[0]?.why).toMatch(/no answer within|asks to wait/)
  })

  test('a sweep that is told to end does not wait for it', async () => {
    await using of = await sourceOf()
    const end = new AbortController()
    of.answers(() => {
      end.abort()
      return null
    })
    const known = await of.known(60_000, end.signal)
    expect(known?.configuration.unread[0]?.why).toContain('the program ends')
  })
})
