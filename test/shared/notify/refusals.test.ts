import { describe, expect, test } from 'vitest'
import type { ReceiverAddress } from '../../../shared/config/receivers.ts'
import { attemptWith } from '../../../shared/notify/attempt.ts'
import { errorOf, outcomeOf } from '../../../shared/notify/outcome.ts'
import type { Receiver } from '../../../shared/notify/receiver.ts'
import { CHAT } from '../alerts/an-incident.ts'
import { entryOf, notice } from './notification.ts'

const HOOK = { kind: 'webhook', url: 'https://hooks.example/x', secret: null } as const
const ENTRY = entryOf(notice())
const NOW = new Date(ENTRY.notification.createdAt)

function refused(status: number, body = '', headers: Record<string, string> = {}) {
  return { status, headers, body, failure: null }
}

function at(ms: number): string {
  return new Date(NOW.getTime() + ms).toISOString()
}

describe('outcomeOf()', () => {
  const outcome = (answer: Parameters<typeof outcomeOf>[1], attempts = 0) =>
    outcomeOf({ ...ENTRY, attempts }, answer, HOOK, NOW, () => 0)

  test.for([
    ['refused for good', refused(400, 'no'), 0, { state: 'dead', error: 'HTTP 400: no' }],
    ['once', refused(503), 0, { state: 'due', nextAt: at(10_000), error: 'HTTP 503' }],
    ['twice', refused(503), 1, { state: 'due', nextAt: at(20_000), error: 'HTTP 503' }],
    [
      ...(['and asked to wait', refused(429, '', { 'retry-after': '120' }), 0] as const),
      { state: 'due', nextAt: at(120_000), error: 'HTTP 429' },
    ],
    [
      ...(['not reached', { failure: 'ECONNREFUSED' }, 0] as const),
      { state: 'due', nextAt: at(10_000), error: 'ECONNREFUSED' },
    ],
    [
      ...(['too often', { failure: 'ECONNREFUSED' }, 199] as const),
      { state: 'dead', error: 'ECONNREFUSED; given up after 200 attempts' },
    ],
    ['taken', refused(204, 'thanks'), 7, { state: 'delivered' }],
  ] as const)('%s', ([, answer, attempts, expected]) => {
    expect(outcome(answer, attempts)).toEqual(expected)
  })
})

describe('errorOf()', () => {
  const url = 'https://user77:passw0rd@h.example/short/longer/T0KEN99?a=query99&b=tiny'
  const receivers: Readonly<Record<string, ReceiverAddress>> = {
    slack: { kind: 'slack', url },
    webhook: { kind: 'webhook', url, secret: 'S3CRET!' },
    bare: { kind: 'webhook', url, secret: null },
    pagerduty: { kind: 'pagerduty', url: 'https://events.example/', key: 'R0UTING' },
  }

  test.for([
    ['slack', 'no T0KEN99', 'HTTP 403'],
    ['slack', 'no t0ken99', 'HTTP 403'],
    ['slack', 'longer', 'HTTP 403'],
    ['slack', 'query99', 'HTTP 403'],
    ['slack', 'user77', 'HTTP 403'],
    ['slack', 'passw0rd', 'HTTP 403'],
    ['slack', 'h.example', 'HTTP 403: h.example'],
    ['slack', 'short', 'HTTP 403: short'],
    ['slack', 'tiny', 'HTTP 403: tiny'],
    ['webhook', 'S3CRET!', 'HTTP 403'],
    ['bare', 'S3CRET!', 'HTTP 403: S3CRET!'],
    ['pagerduty', 'R0UTING', 'HTTP 403'],
    ['pagerduty', 'invalid key', 'HTTP 403: invalid key'],
    ['slack', ' \u001b no\n ', 'HTTP 403: \\x1b no\\n'],
    ['slack', '', 'HTTP 403'],
    ['slack', '  ', 'HTTP 403'],
    ['slack', 'x'.repeat(161), `HTTP 403: ${'x'.repeat(160)}`],
  ] as const)('of %s that answers %j: %s', ([name, body, expected]) => {
    expect(errorOf(refused(403, body), receivers[name] ?? HOOK)).toBe(expected)
  })

  test.for([
    ['ECONNREFUSED', 'ECONNREFUSED'],
    ['cannot reach T0KEN99', 'not sent'],
  ])('of one that is not reached, %s: %s', ([failure, expected]) => {
    expect(errorOf({ failure: failure ?? '' }, receivers['slack'] ?? HOOK)).toBe(expected)
  })

  test('of one whose URL is no text that can be decoded', () => {
    const receiver = { ...HOOK, url: 'https://h.example/%E0%A4%A' }
    expect(errorOf(refused(500, 'see /%e0%a4%a'), receiver)).toBe('HTTP 500')
  })
})

describe('attemptWith()', () => {
  const channel = (name: string): Receiver => ({
    ...{ ...CHAT, name },
    receiver: { ...HOOK, url: `https://${name}.example/x` },
  })
  const sent: string[] = []
  const attempt = attemptWith({
    sender: {
      send: async ({ url }, ms) => {
        sent.push(`${url} within ${ms}`)
        return refused(204)
      },
    },
    channels: [channel('pager'), channel('chat')],
    random: () => 0,
  })

  test('sends to the receiver of that name, for ten seconds at most', async () => {
    expect(await attempt(ENTRY, NOW)).toEqual({ state: 'delivered' })
    expect(sent).toEqual(['https://chat.example/x within 10000'])
  })

  test('gives up what is for a receiver that is no more', async () => {
    const gone = entryOf({ ...notice(), channel: 'gone' })
    expect(await attempt(gone, NOW)).toEqual({
      ...{ state: 'dead', error: 'alerts.notify has no gone any more' },
    })
  })
})
