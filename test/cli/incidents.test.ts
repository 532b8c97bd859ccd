import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Sweep } from '../shared/alerts/sweeps.ts'
import { call } from './call.ts'
import { seen } from './seen.ts'

const DEAD: Sweep = { db: 'fail tcp-dropped evil\u001b[2J', web: 'pass' }
const GOOD: Sweep = { db: 'pass', web: 'pass' }

describe('perimeter incidents', () => {
  test('lists them, and --open only those', async () => {
    await using place = await seen([DEAD, DEAD, GOOD, GOOD])
    const all = await call(['incidents'], { cwd: place.path })
    expect(all.out).toContain(place.id)
    expect(all.out).toContain('closed after 15 min')
    expect(all.out).not.toContain('\u001b')
    expect(all.status).toBe(0)
    const open = await call(['incidents', '--open'], { cwd: place.path })
    expect(open).toMatchObject({ out: 'No incident is open\n', status: 0 })
  })

  test('--explain answers why somebody was told, line by line', async () => {
    await using place = await seen([DEAD, DEAD, GOOD, GOOD])
    const { out } = await call(['incidents', '--explain', place.id], { cwd: place.path })
    const log = out.split('\n').filter((line) => line.startsWith('2026-11-22T'))
    expect(log).toEqual([
      '2026-11-22T00:00:10Z  seen          First seen; nobody was notified, as openAfter asks for 2 sweeps',
      '2026-11-22T00:05:10Z  opened        Seen in 2 sweeps in a row (openAfter) on 1 target: db',
      '2026-11-22T00:05:10Z  queued        queued for chat: that it opened',
      '2026-11-22T00:15:10Z  closed        db recovered: good in 2 sweeps in a row (closeAfter)',
      '2026-11-22T00:15:10Z  queued        queued for chat: that it closed',
    ])
  })

  test('--explain of a target says why nobody was notified of a single bad sweep', async () => {
    await using place = await seen([GOOD, DEAD, GOOD])
    const { out } = await call(['incidents', '--explain', 'db'], { cwd: place.path })
    expect(out).toContain('pass -> fail')
    expect(out.replaceAll(/\s+/g, ' ')).toContain('not alerted yet: an incident opens after 2')
  })

  test('--ack acknowledges once', async () => {
    await using place = await seen([DEAD, DEAD])
    const first = await call(['incidents', '--ack', place.id], { cwd: place.path })
    expect(first).toMatchObject({ out: `${place.id} is acknowledged\n`, status: 0 })
    const again = await call(['incidents', '--ack', place.id], { cwd: place.path })
    expect(again.out).toBe(`${place.id} was acknowledged before\n`)
    const { out } = await call(['incidents', '--open', '--format', 'json'], { cwd: place.path })
    expect(JSON.parse(out)[0].acknowledgedAt).toEqual(expect.any(String))
  })

  test('--ack says of an incident that it is closed, and when a sweep came between', async () => {
    await using over = await seen([DEAD, DEAD, GOOD, GOOD])
    const closed = await call(['incidents', '--ack', over.id], { cwd: over.path })
    expect(closed).toMatchObject({ out: `${over.id} was closed before\n`, status: 0 })
    await using place = await seen([DEAD, DEAD])
    using busy = new DatabaseSync(path.join(place.path, 'perimeter.db'))
    // As if another sweep ended each time that somebody looks.
    busy.exec(`alter table alerts rename to held;
      create view alerts as select vantage, random() % 1000000007 as version, through_id, through_at, state from held`)
    const got = await call(['incidents', '--ack', place.id], { cwd: place.path })
    expect(got).toMatchObject({ out: '', status: 2 })
    expect(got.err).toContain(`A sweep changed ${place.id} at the same moment: call it again`)
    const shown = await call(['incidents', '--explain', place.id, '--format', 'json'], {
      cwd: place.path,
    })
    expect(JSON.parse(shown.out).acknowledgedAt).toBeNull()
  })

  test.for(['--explain', '--ack'])('%s of what is not there says so', async (flag) => {
    await using place = await seen([GOOD])
    const got = await call(['incidents', flag, 'nothing'], { cwd: place.path })
    expect(got.err).toContain('perimeter incidents lists the incidents')
    expect(got).toMatchObject({ status: 2, out: '' })
  })
})
