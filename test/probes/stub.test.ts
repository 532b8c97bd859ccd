import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseResolvConf, patience, systemStub } from '../../probes/stub.ts'

test.for([
  ['', { timeout: 5000, attempts: 2, search: [] }],
  ['options timeout:1 attempts:1 rotate', { timeout: 1000, attempts: 1, search: [] }],
  ['options timeout:99\noptions attempts:9', { timeout: 30_000, attempts: 5, search: [] }],
  ['options timeout:0 timeout:x', { timeout: 5000, attempts: 2, search: [] }],
  ['domain a.test\nsearch Corp.Test. svc.test', { search: ['corp.test', 'svc.test'] }],
  ['options timeout:3 timeout:4 attempts:3\nattempts:5', { timeout: 4000, attempts: 3 }],
  ['options timeout:30 attempts:5', { timeout: 30_000, attempts: 5 }],
  ['  search . a.test.  ', { search: ['a.test'] }],
  ['search a b c d e f g h', { search: ['a', 'b', 'c', 'd', 'e', 'f'] }],
] as const)('parseResolvConf() reads %j', ([text, expected]) => {
  expect(parseResolvConf(text)).toMatchObject(expected)
})

test('patience() outlives every server that the C library will ask, three at most', () => {
  const stub = { timeout: 5000, attempts: 2, search: [] }
  expect([0, 1, 2, 9].map((servers) => patience(stub, servers))).toEqual([
    11_000, 11_000, 21_000, 31_000,
  ])
})

test('systemStub() is null where there is no resolv.conf', () => {
  expect(systemStub('/nonexistent/resolv.conf')).toBeNull()
})

test('systemStub() reads so much of a file and no more', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'stub-'))
  const file = path.join(folder.path, 'resolv.conf')
  const line = 'options attempts:4\n'
  await writeFile(file, `${line}${' '.repeat(64 * 1024 - line.length)}options attempts:3\n`)
  expect(systemStub(file)).toMatchObject({ attempts: 4 })
  await writeFile(file, `${' '.repeat(64 * 1024 - line.length)}${line}`)
  expect(systemStub(file)).toMatchObject({ attempts: 4 })
})
