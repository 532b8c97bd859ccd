import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lateStore } from '../../runtime/late-store.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-late-'))
afterAll(() => rmSync(folder, { recursive: true }))
const open = async () => openSqliteStore(path.join(folder, 'p.db'))

test('nothing is opened before it is used, and then once', async () => {
  let opened = 0
  const late = lateStore(async () => {
    opened++
    return await open()
  })
  expect(opened).toBe(0)
  await Promise.all([late.latest(), late.vantages()])
  await late.outboxDepth()
  expect(opened).toBe(1)
  await late.close()
})

test('one that cannot be opened is opened again', async () => {
  let opened = 0
  const late = lateStore(async () => {
    if (opened++ === 0) throw new StoreError('away', { problem: 'unreachable' })
    return await open()
  })
  await expect(late.latest()).rejects.toThrow('away')
  await expect(late.latest()).resolves.toBeNull()
  await late.close()
})

test('closing closes what was opened, and opens nothing', async () => {
  const used = lateStore(open)
  await used.latest()
  await used.close()
  await expect(used.latest()).rejects.toThrow()
  await lateStore(() => Promise.reject(new Error('opened'))).close()
})
