import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { call } from './call.ts'

const MAIN = new URL('../../cli/main.ts', import.meta.url).pathname
/** Names every file of the program that is loaded, on stderr. */
const LOADED = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  registerHooks({ load(url, context, next) { console.error(url); return next(url, context) } })`)}`

test.for(['--version', '-V'])('%s says the version, and loads no command', async (flag) => {
  const { out, status } = await call([flag])
  const told = spawnSync(process.execPath, ['--import', LOADED, MAIN, flag], { encoding: 'utf8' })
  expect({ out: told.stdout, status: told.status }).toEqual({ out, status })
  expect(told.stderr).toContain('/cli/main.ts')
  expect(told.stderr).not.toContain('/cli/program.ts')
})

test('the version of a clone says its commit', async () => {
  const { out } = await call(['--version'])
  const commit = existsSync('.git') ? String.raw` \(commit [0-9a-f]{7,40}\)` : ''
  expect(out).toMatch(new RegExp(String.raw`^perimeter \d+\.\d+\.\d+${commit}\n$`))
})
