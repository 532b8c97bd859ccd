import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readGivenFile } from '../../runtime/given-file.ts'
import { folder } from '../cli/call.ts'

test('readGivenFile() gives the text of a file, up to its bound', async () => {
  await using at = await folder({ 'a.yaml': 'vantage: here\n' })
  const file = path.join(at.path, 'a.yaml')
  expect(readGivenFile(file, 14)).toBe('vantage: here\n')
  expect(() => readGivenFile(file, 13)).toThrow('it is larger than')
})

test.for(['utf-8', 'utf-16le', 'utf-16be'] as const)(
  'readGivenFile() reads %s with a mark, which is none of the text',
  async (charset) => {
    await using at = await folder()
    const file = path.join(at.path, 'report.json')
    const bytes = Buffer.from('\uFEFF{ "name": "Ä" }', charset === 'utf-8' ? 'utf8' : 'utf16le')
    await writeFile(file, charset === 'utf-16be' ? bytes.swap16() : bytes)
    expect(readGivenFile(file)).toBe('{ "name": "Ä" }')
  },
)

test.skipIf(process.platform === 'win32')(
  'readGivenFile() refuses what never ends or never comes, and takes what a shell gives',
  async () => {
    await using at = await folder()
    const pipe = path.join(at.path, 'pipe')
    spawnSync('mkfifo', [pipe])
    expect(() => readGivenFile(pipe)).toThrow('it is a pipe')
    expect(() => readGivenFile('/dev/zero')).toThrow('it is larger than 64 MB')
    expect(() => readGivenFile(at.path)).toThrow('EISDIR')
    const module = new URL('../../runtime/given-file.ts', import.meta.url).href
    const script = `console.log((await import('${module}')).readGivenFile(process.argv[1]))`
    const call = `'${process.execPath}' --input-type=module -e "$0" <(echo from a shell)`
    const { stdout } = spawnSync('bash', ['-c', call, script], { encoding: 'utf8' })
    expect(stdout.trim()).toBe('from a shell')
  },
)
