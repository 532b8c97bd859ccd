import { expect, test } from 'vitest'
import { attemptWith } from '../../shared/notify/attempt.ts'
import { receiversOf } from '../../shared/notify/receiver.ts'
import { ALERTS, world } from '../shared/agent/world.ts'
import { outcome, sweepOn } from './run.ts'

test('the webhook is down for an hour: every notification arrives, with its key, in order', async () => {
  using clean = world()
  await sweepOn(clean, clean.agent(), 120)

  using at = world()
  const attempts: string[] = []
  const arrived: string[] = []
  const begin = at.clock.now()
  const deliver = attemptWith({
    channels: receiversOf(ALERTS),
    random: () => 0.5,
    sender: {
      send: async ({ headers }) => {
        const key = Object.entries(headers).find(([name]) => /idempotency-key/i.test(name))?.[1]
        attempts.push(key ?? '')
        const minute = (at.clock.now() - begin) / 60_000
        if (minute >= 10 && minute < 70) return { failure: 'connection refused' }
        arrived.push(key ?? '')
        return { status: 200, headers: {}, body: '', failure: null }
      },
    },
  })
  await sweepOn(at, at.agent({ deliver }), 120)

  expect(arrived).toEqual(clean.sent)
  expect(arrived).toHaveLength(19)
  expect(attempts.length).toBeGreaterThan(arrived.length)
  expect(attempts).not.toContain('')
  expect(await at.store.outboxDepth()).toEqual({ due: 0, dead: 0 })
  const { notified: _, ...same } = await outcome(at)
  expect(same).toMatchObject({ sweeps: (await outcome(clean)).sweeps })
})
