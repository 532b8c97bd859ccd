import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { addExtras, extrasIn } from '../../tools/extras.ts'
import { folder } from '../cli/call.ts'

test('addExtras() puts a configuration and the files that it names into a package', async () => {
  await using own = await folder({ 'index.js': '' })
  await using given = await folder({ 'prod.yaml': 'targets: []\n' })
  const files = path.join(given.path, 'files')
  mkdirSync(path.join(files, 'roots'), { recursive: true })
  writeFileSync(path.join(files, 'roots', 'ca.pem'), 'PEM')
  addExtras(own.path, extrasIn(['--config', path.join(given.path, 'prod.yaml'), '--files', files]))
  expect(readFileSync(path.join(own.path, 'perimeter.yaml'), 'utf8')).toBe('targets: []\n')
  expect(readFileSync(path.join(own.path, 'roots/ca.pem'), 'utf8')).toBe('PEM')
})

test('addExtras() does without a folder that is not there', async () => {
  await using own = await folder({})
  addExtras(own.path, { files: path.join(own.path, 'no') })
  expect(existsSync(path.join(own.path, 'no'))).toBe(false)
})

test('addExtras() refuses a file that would take the place of the program’s', async () => {
  await using own = await folder({ 'index.js': 'the program' })
  await using files = await folder({ 'index.js': 'another' })
  expect(() => addExtras(own.path, { files: files.path })).toThrow(/index\.js; rename/)
  expect(readFileSync(path.join(own.path, 'index.js'), 'utf8')).toBe('the program')
})
