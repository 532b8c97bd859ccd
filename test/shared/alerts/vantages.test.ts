import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { threadsLedBy } from '../../../shared/alerts/peers.ts'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { POLICY, type Sweep } from './sweeps.ts'
import { Vantages } from './vantages.ts'

const GOOD: Sweep = { 'app/db': 'pass', 'web/www': 'pass' }
const DEAD: Sweep = { 'app/db': 'fail tls-blocked-by-name names', 'web/www': 'pass' }
const MORE: Sweep = {
  'app/db': 'fail tls-blocked-by-name names',
  'web/www': 'fail tls-blocked-by-name names',
}
const OTHER: Sweep = { 'app/db': 'fail tcp-dropped 10.0.0.9', 'web/www': 'pass' }
const ROTATED: Sweep = { 'app/db': 'fail tcp-dropped 20.0.0.9', 'web/www': 'pass' }
const PUBLIC: Sweep = { 'app/db': 'fail tcp-dropped 20.0.0.1', 'web/www': 'pass' }
const PRIVATE: Sweep = { 'app/db': 'fail tcp-dropped 10.0.0.1', 'web/www': 'pass' }

type Round = Readonly<Record<string, Sweep>>

describe('vantages of one store that share a receiver', () => {
  test.for<{ name: string; policy?: Partial<AlertPolicy>; rounds: Round[]; told: string[] }>([
    {
      name: 'the same cause at the same time is one message, and its end another',
      rounds: [
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
        { a: GOOD, b: GOOD },
        { a: GOOD, b: GOOD },
        { a: GOOD, b: GOOD },
      ],
      told: ['opened tls-blocked-by-name at a and b', 'closed tls-blocked-by-name at a and b'],
    },
    {
      name: 'another cause elsewhere is a message of its own',
      rounds: [
        { a: DEAD, b: OTHER },
        { a: DEAD, b: OTHER },
      ],
      told: ['opened tls-blocked-by-name at a', 'opened tcp-dropped at b'],
    },
    {
      name: 'a vantage that gets it later is told as news of the same incident',
      rounds: [
        { a: DEAD, b: GOOD },
        { a: DEAD, b: GOOD },
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
      ],
      told: ['opened tls-blocked-by-name at a', 'worsened tls-blocked-by-name at a and b'],
    },
    {
      name: 'the end is told when the last vantage has recovered',
      rounds: [
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
        { a: GOOD, b: DEAD },
        { a: GOOD, b: DEAD },
        { a: GOOD, b: DEAD },
        { a: GOOD, b: GOOD },
        { a: GOOD, b: GOOD },
        { a: GOOD, b: GOOD },
        { a: GOOD, b: GOOD },
      ],
      told: ['opened tls-blocked-by-name at a and b', 'closed tls-blocked-by-name at a and b'],
    },
    {
      name: 'a further capability is told once, whichever vantage sees it',
      rounds: [
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
        { a: MORE, b: MORE },
        { a: MORE, b: MORE },
      ],
      told: ['opened tls-blocked-by-name at a and b', 'worsened tls-blocked-by-name at a and b'],
    },
    {
      name: 'public addresses of one target rotate, private ones do not',
      rounds: [
        { a: PUBLIC, b: ROTATED },
        { a: PUBLIC, b: ROTATED },
      ],
      told: ['opened tcp-dropped at a and b'],
    },
    {
      name: 'two private addresses are two causes',
      rounds: [
        { a: PRIVATE, b: OTHER },
        { a: PRIVATE, b: OTHER },
      ],
      told: ['opened tcp-dropped at a', 'opened tcp-dropped at b'],
    },
    {
      name: 'agree: one vantage alone notifies nobody',
      policy: { agree: 2 },
      rounds: [{ a: DEAD }, { a: DEAD, b: GOOD }, { a: DEAD, b: OTHER }, { a: DEAD, b: GOOD }],
      told: [],
    },
    {
      name: 'agree: two that have it at the same time do, once',
      policy: { agree: 2 },
      rounds: [
        { a: DEAD, b: GOOD },
        { a: DEAD, b: GOOD },
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
        { a: DEAD, b: DEAD },
      ],
      told: ['opened tls-blocked-by-name at a and b'],
    },
    {
      name: 'agree: at different times they do not',
      policy: { agree: 2, openAfter: 1 },
      rounds: [
        { a: DEAD, b: GOOD },
        { a: GOOD, b: DEAD },
        { a: GOOD, b: GOOD },
      ],
      told: [],
    },
    {
      name: 'a vantage that fell silent does not count',
      policy: { agree: 2 },
      rounds: [{ a: DEAD, b: DEAD }, ...Array.from({ length: 9 }, () => ({})), { a: DEAD }],
      told: [],
    },
    {
      name: 'a vantage that fell silent before it spoke keeps nobody from being notified',
      rounds: [{ a: DEAD, b: DEAD }, { b: DEAD }, { b: DEAD }, { b: DEAD }],
      told: ['opened tls-blocked-by-name at a and b'],
    },
  ])('$name', ({ policy, rounds, told }) => {
    const all = new Vantages(policy)
    for (const [number, round] of rounds.entries()) all.round(number, round)
    expect(all.said()).toEqual(told)
  })

  test('a log says which message was for it, and why nobody else was notified', () => {
    const all = new Vantages()
    for (const number of [0, 1]) all.round(number, { a: DEAD, b: DEAD })
    const [first, second] = all.incidents()
    expect(second?.told).toMatchObject([{ channel: 'chat', via: first?.id }])
    expect(second?.log.map(({ reason }) => reason)).toContain(
      `chat was not notified that it opened: it was, by incident ${first?.id}`,
    )
  })

  test('an end that was told to one receiver and is owed to another is told to each once', () => {
    const [chat = expect.unreachable()] = POLICY.channels
    const web = { ...chat, name: 'web', capabilities: ['web'] }
    const all = new Vantages({ channels: [chat, web] })
    const rounds = [
      ...Array.from({ length: 2 }, (): Round => ({ a: MORE, b: DEAD })),
      ...Array.from({ length: 3 }, (): Round => ({ a: GOOD, b: DEAD })),
      ...Array.from({ length: 4 }, (): Round => ({ a: GOOD, b: GOOD })),
    ]
    for (const [number, round] of rounds.entries()) all.round(number, round)
    expect(all.notifications.map(({ what, channel }) => `${what} ${channel}`)).toEqual([
      'opened chat',
      'opened web',
      'closed web',
      'closed chat',
    ])
  })

  test('an incident leads its own messages, and those that it took over', () => {
    const all = new Vantages()
    for (const number of [0, 1]) all.round(number, { a: DEAD, b: DEAD })
    const [first, second] = all.incidents()
    const [told] = second?.told ?? []
    if (first === undefined || second === undefined || told === undefined)
      throw new Error('Nothing')
    expect(threadsLedBy(first)).toEqual([first.id])
    expect(threadsLedBy(second)).toEqual([second.id])
    const speaks = { ...second, told: [{ ...told, speaks: true as const }] }
    expect(threadsLedBy(speaks)).toEqual([second.id, first.id])
  })

  test('agree says what it waits for', () => {
    const all = new Vantages({ agree: 2 })
    for (const number of [0, 1]) all.round(number, { a: DEAD, b: GOOD })
    expect(all.incidents()[0]?.log.at(-1)?.reason).toBe(
      'chat was not notified that it opened: "agree" asks for 2 vantages with the cause at the same time: so far a',
    )
  })
})

describe('vantages of one store, whatever they see and in whatever order they write', () => {
  const sweep = fc.constantFrom(GOOD, GOOD, DEAD, DEAD, MORE)
  const round = fc.record({ a: sweep, b: sweep, c: sweep })
  const rounds = fc.array(round, { maxLength: 20 })
  const policy = { flapping: { times: 1000, within: 1 } }

  /** In a round at once, nobody sees what the others of it write. */
  function run(given: readonly Round[], agree: number, isAtOnce: (number: number) => boolean) {
    const all = new Vantages({ ...policy, agree })
    for (const [number, one] of given.entries()) {
      if (isAtOnce(number)) all.atOnce(number, one)
      else all.round(number, one)
    }
    return all
  }

  function threadsOf(all: Vantages): readonly string[] {
    const threads = Map.groupBy(all.notifications, (n) => n.thread ?? n.incident)
    return [...threads.values()].map((messages) => messages.map(({ what }) => what).join(' '))
  }

  const well = Array.from({ length: 6 }, (): Round => ({ a: GOOD, b: GOOD, c: GOOD }))
  const dead = Array.from({ length: 4 }, (): Round => ({ a: DEAD, b: DEAD, c: DEAD }))
  const agrees = fc.integer({ min: 1, max: 3 })

  test('one after the other: each is opened once and closed once', () => {
    fc.assert(
      fc.property(rounds, agrees, (given, agree) => {
        const all = run([...given, ...well], agree, () => false)
        for (const thread of threadsOf(all)) expect(thread).toMatch(/^opened( worsened)*( closed)$/)
        const ids = all.notifications.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  test('one after the other: no opening is told while an incident that was told is open', () => {
    fc.assert(
      fc.property(rounds, (given) => {
        expect(run(given, 1, () => false).doubled).toEqual([])
      }),
    )
  })

  test('at the same instant: each is opened once, and closed after whatever came last', () => {
    fc.assert(
      fc.property(rounds, agrees, (given, agree) => {
        const all = run([...given, ...well], agree, (number) => number % 3 > 0)
        for (const thread of threadsOf(all)) {
          expect(thread).toMatch(/^opened.* closed$/)
        }
      }),
    )
  })

  test('who has it for long is in a message that is not over', () => {
    fc.assert(
      fc.property(rounds, agrees, (given, agree) => {
        const all = run([...given, ...dead], agree, (number) => number % 3 > 0)
        const open = all.incidents().filter(({ state }) => state === 'open')
        expect(open).toHaveLength(3)
        for (const { id, told } of open) {
          expect(told).toHaveLength(1)
          const thread = told[0]?.via ?? id
          const last = all.notifications.findLast((n) => (n.thread ?? n.incident) === thread)
          expect(last?.what).not.toBe('closed')
        }
      }),
    )
  })
})
