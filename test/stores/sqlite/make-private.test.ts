import { chmodSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'
import { folder } from '../../cli/call.ts'
import { passing, sample } from '../../shared/report/sample.ts'

test('its files are for their owner only', async () => {
  await using place = await folder()
  const file = path.join(place.path, 'private.db')
  const store = openSqliteStore(file)
  await store.append(sample([passing()]))
  const modes = [file, `${file}-wal`, `${file}-shm`].map((each) => statSync(each).mode & 0o777)
  await store.close()
  expect(modes).toEqual([0o600, 0o600, 0o600])
})

test('one that others may read is mended, and that is said', async () => {
  await using place = await folder()
  const file = path.join(place.path, 'open.db')
  await openSqliteStore(file).close()
  chmodSync(file, 0o755)
  const said: string[] = []
  const store = openSqliteStore(file, { onDamage: (message) => said.push(message) })
  await store.append(sample([passing()]))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await store.close()
  expect(said).toEqual([expect.stringContaining('(mode 755)')])
})

test('with the files of its log, where another process has it open', async () => {
  await using place = await folder()
  const file = path.join(place.path, 'open.db')
  const files = [file, `${file}-wal`, `${file}-shm`]
  const other = openSqliteStore(file)
  await other.append(sample([passing()]))
  for (const one of files) chmodSync(one, 0o644)
  await openSqliteStore(file).close()
  expect(files.map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  await other.close()
})

test('a link in its place is refused, and what it leads to stays as it is', async () => {
  await using place = await folder()
  const file = path.join(place.path, 'link.db')
  const precious = path.join(place.path, 'precious')
  writeFileSync(precious, '')
  symlinkSync(precious, file)
  expect(() => openSqliteStore(file)).toThrow('is a symbolic link')
  expect(statSync(precious).size).toBe(0)
})
