import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { mixed, passing, sample } from '../../shared/report/sample.ts'
import { commit } from '../conformance/incident.ts'
import { test } from './place.ts'

describe('a damaged row', () => {
  const damages: readonly [string, string][] = [
    ['cut short', 'update report set body = substr(body, 1, 40)'],
    ['no zstd at all', "update report set body = x'00', outcomes = x'00'"],
    [
      'one byte turned',
      "update report set body = cast(substr(body, 1, 99) || x'ff' || substr(body, 101) as blob)",
    ],
    // The zstd frame of `{}`.
    ['no report inside', "update report set body = x'28b52ffd20021100007b7d'"],
  ]

  test.for(damages)('%s: a StoreError names the row', async ([, sql], { place, dir }) => {
    const store = await place.open()
    const report = sample(mixed())
    await store.append(report)
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    db.exec(sql)
    const failed = store.get(report.id)
    await expect(failed).rejects.toBeInstanceOf(StoreError)
    await expect(failed).rejects.toMatchObject({ problem: 'damaged' })
    await expect(failed).rejects.toThrow(report.id)
    await expect(store.latest()).rejects.toThrow(report.id)
  })

  test('in the outcomes is passed over by history(), and said', async ({ place, dir }) => {
    const said: string[] = []
    const store = await place.open((message) => said.push(message))
    await store.append(sample([passing()], { id: 'bad' }))
    await store.append(sample([passing()], { id: 'good' }))
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    db.exec("update outcome set records = x'00' where report = 'bad'")
    const entries = await store.history('management.azure.com', { limit: 9 })
    expect(entries.map(({ report }) => report)).toEqual(['good'])
    expect(said.join()).toContain('report bad')
  })

  test('of how far alerts are: they begin an hour before now', async ({ place, dir }) => {
    const store = await place.open()
    await store.commitAlerts(commit())
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    db.exec("update alerts set through_at = 'then'")
    const { state, through } = (await store.alertState('prod')) ?? {}
    expect(state).toEqual({ schema: 1 })
    expect(Date.parse(through?.startedAt ?? '')).toBeLessThan(Date.now() - 3_000_000)
  })

  test('in the list of targets: reports with another list are found', async ({ place, dir }) => {
    const store = await place.open()
    await store.append(sample([passing()], { id: 'bad' }))
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    db.exec("pragma ignore_check_constraints = on; update target_set set targets = '['")
    await store.append(sample([passing()], { id: 'good' }))
    const entries = await store.history('management.azure.com', { limit: 9 })
    expect(entries.map(({ report }) => report)).toEqual(['good'])
  })
})
