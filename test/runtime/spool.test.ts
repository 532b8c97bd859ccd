import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { openSpool } from '../../runtime/spool.ts'
import type { Report } from '../../shared/model/report.ts'
import { folder } from '../cli/call.ts'
import { many, passing, sample } from '../shared/report/sample.ts'

function report(id: string, targets = 1): Report {
  return sample(targets === 1 ? [passing()] : many(targets), { id })
}

test('openSpool() gives back what was put, the oldest first, and makes its folder when needed', async () => {
  await using place = await folder()
  const dir = path.join(place.path, 'a', 'spool')
  const spool = openSpool(dir)
  expect(await spool.list()).toEqual([])
  expect(existsSync(dir)).toBe(false)
  for (const id of ['20261122T02', '20261122T01', '20261122T03']) {
    expect(await spool.put(report(id))).toEqual({ dropped: [] })
  }
  expect(await spool.list()).toEqual(['20261122T01', '20261122T02', '20261122T03'])
  expect(await openSpool(dir).get('20261122T02')).toEqual(report('20261122T02'))
  await spool.remove('20261122T02')
  await spool.remove('20261122T02')
  expect(await spool.get('20261122T02')).toBeNull()
  expect(await spool.list()).toEqual(['20261122T01', '20261122T03'])
})

test('put() keeps what a report says from other users of the machine', async () => {
  await using place = await folder()
  const dir = path.join(place.path, 'spool')
  await openSpool(dir).put(report('1'))
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  const [file = ''] = readdirSync(dir)
  expect(statSync(path.join(dir, file)).mode & 0o777).toBe(0o600)
})

test('put() of the same id replaces', async () => {
  await using place = await folder()
  const spool = openSpool(place.path)
  await spool.put(report('1'))
  await spool.put({ ...report('1'), kind: 'cli' })
  expect(await spool.list()).toEqual(['1'])
  expect(await spool.get('1')).toMatchObject({ kind: 'cli' })
})

test('put() drops the oldest when there are too many, and tells', async () => {
  await using place = await folder()
  const spool = openSpool(place.path, { reports: 2, bytes: 1e9 })
  await spool.put(report('1'))
  await spool.put(report('2'))
  expect(await spool.put(report('3'))).toEqual({ dropped: ['1'] })
  expect(await spool.list()).toEqual(['2', '3'])
  expect(await spool.put(report('0'))).toEqual({ dropped: ['0'] })
})

test('put() drops the oldest when they are too large, the new one if it alone is', async () => {
  await using place = await folder()
  const spool = openSpool(place.path, { reports: 99, bytes: 6000 })
  await spool.put(report('1'))
  await spool.put(report('2'))
  expect(await spool.put(report('3', 200))).toEqual({ dropped: ['1', '2', '3'] })
  expect(await spool.list()).toEqual([])
})

test('put() beside somebody who clears the folder is put, and drops nothing', async () => {
  await using place = await folder()
  const others = Array.from({ length: 300 }, (_, n) => path.join(place.path, `0${n}.json.zst`))
  for (const file of others) writeFileSync(file, '')
  const putting = openSpool(place.path).put(report('1'))
  // It has its list by then, and looks at each file of it.
  await readdir(place.path)
  for (const file of others) rmSync(file)
  expect(await putting).toEqual({ dropped: [] })
  expect(await openSpool(place.path).list()).toEqual(['1'])
})

test('an id with any characters stays inside the folder', async () => {
  await using place = await folder()
  const dir = path.join(place.path, 'spool')
  const spool = openSpool(dir)
  const id = '../..\\evil/😀:?*'
  await spool.put(report(id))
  expect(await spool.list()).toEqual([id])
  expect(await spool.get(id)).toMatchObject({ id })
  expect(readdirSync(place.path)).toEqual(['spool'])
})

test('a file that somebody removes meanwhile counts for nothing', async () => {
  await using place = await folder()
  symlinkSync('absent', path.join(place.path, '0.json.zst'))
  expect(await openSpool(place.path).put(report('1'))).toEqual({ dropped: [] })
})

test('a disk that takes a part of a report only: put() throws, and there is no report', async () => {
  await using place = await folder()
  const module = new URL('../../runtime/spool.ts', import.meta.url)
  const text = JSON.stringify(report('1', 200))
  const script = `const { openSpool } = await import('${module}')
    await openSpool('spool').put(${text}).catch((error) => console.log(error.code))`
  // No file larger than 1 KiB: what is written beyond it is refused.
  const { stdout } = spawnSync(
    'bash',
    ['-c', 'ulimit -f 1; exec "$0" --input-type=module -', process.execPath],
    {
      cwd: place.path,
      input: script,
      encoding: 'utf8',
    },
  )
  expect(stdout.trim()).toBe('EFBIG')
  expect(await openSpool(path.join(place.path, 'spool')).list()).toEqual([])
})

test('what a killed process left half written, and a damaged file, are no reports', async () => {
  await using place = await folder()
  const dir = path.join(place.path, 'spool')
  mkdirSync(dir)
  writeFileSync(path.join(dir, '7.part'), 'half')
  const spool = openSpool(dir)
  await spool.put(report('1'))
  truncateSync(path.join(dir, '1.json.zst'), 50)
  expect(await spool.list()).toEqual(['1'])
  expect(await spool.get('1')).toBeNull()
})

test('a link in its place is not followed', async () => {
  await using place = await folder({ precious: 'as it was' })
  const spool = path.join(place.path, 'spool')
  mkdirSync(spool)
  symlinkSync(path.join(place.path, 'precious'), path.join(spool, `${process.pid}.part`))
  await expect(openSpool(spool).put(sample([passing()]))).rejects.toThrow('ELOOP')
  expect(readFileSync(path.join(place.path, 'precious'), 'utf8')).toBe('as it was')
  const linked = path.join(place.path, 'linked')
  symlinkSync(spool, linked)
  await expect(openSpool(linked).put(sample([passing()]))).rejects.toThrow('is a link')
})

test('what others put into the folder is no report, and holds up none', async () => {
  await using place = await folder({ '%E0%A4.json.zst': 'no id', elsewhere: 'x' })
  const spool = openSpool(place.path)
  mkdirSync(path.join(place.path, '0.json.zst'))
  symlinkSync(path.join(place.path, 'elsewhere'), path.join(place.path, '2.json.zst'))
  spawnSync('mkfifo', [path.join(place.path, '3.json.zst')])
  await spool.put(report('1'))
  expect(await spool.list()).toEqual(['1'])
  truncateSync(path.join(place.path, '1.json.zst'), 1e9)
  expect(await spool.get('1')).toBeNull()
})
