import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test as base, expect } from 'vitest'
import { Database } from '../../../stores/sqlite/database.ts'

const test = base.extend<{ open: () => Database }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  open: async ({}, use) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-database-'))
    const file = path.join(dir, 'x.db')
    const opened: Database[] = []
    await use(() => {
      const db = new DatabaseSync(file, { timeout: 1 })
      db.exec('pragma journal_mode = wal; create table if not exists t (n integer)')
      const made = new Database(db, file)
      opened.push(made)
      return made
    })
    for (const one of opened) one.close()
    rmSync(dir, { recursive: true })
  },
})

test('write() has the lock before it reads: what it read is true when it writes', ({ open }) => {
  const [one, two] = [open(), open()]
  one.write('count', () => {
    const before = one.get('select count(*) as n from t')?.['n']
    expect(() => two.write('add', () => two.run('insert into t values (1)'))).toThrow('another')
    one.run('insert into t values (?)', Number(before))
  })
  expect(one.all('select n from t')).toEqual([{ n: 0 }])
})

test('write() that fails leaves nothing, and the next one is not in its way', ({ open }) => {
  const one = open()
  const broken = () =>
    one.write('add', () => {
      one.run('insert into t values (1)')
      throw new TypeError('a bug')
    })
  expect(broken).toThrow(TypeError)
  expect(one.write('add', () => one.run('insert into t values (2)'))).toBe(1)
  expect(one.all('select n from t')).toEqual([{ n: 2 }])
})

test('write() that SQLite rolled back by itself says why, not that nothing is to be rolled back', ({
  open,
}) => {
  const one = open()
  const full = () =>
    one.write('add', () => {
      one.run('rollback')
      throw new Error('the disk is full')
    })
  expect(full).toThrow('the disk is full')
})
