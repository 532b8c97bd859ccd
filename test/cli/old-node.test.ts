import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { expect, test } from 'vitest'
import { folder } from './call.ts'

const PERIMETER = new URL('../../cli/perimeter.js', import.meta.url).pathname

test('a Node that is too old is told in one sentence', async () => {
  // What the program asks is the version; a module that is loaded before it can claim another.
  await using at = await folder({
    'old.mjs':
      "const versions = { ...process.versions, node: '20.9.0' }\nObject.defineProperty(process, 'versions', { value: versions })\n",
  })
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `${at.path}/old.mjs`, PERIMETER, '--version'],
    { encoding: 'utf8' },
  )
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^perimeter: Node 24 or later is needed, and this is 20\.9\.0: /),
  ])
})

test('the Node that is needed runs the program', () => {
  const { status, stdout } = spawnSync(process.execPath, [PERIMETER, '--version'], {
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^perimeter \d/)
})
