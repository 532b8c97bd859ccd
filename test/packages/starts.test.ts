import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageAzure } from '../../azure/package.ts'
import { FILE, packageCli } from '../../cli/package.ts'
import { packageGcp } from '../../gcp/package.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'

/** What a start loads before its first answer: one that grows shows here, not in a benchmark some day. */

let root: string

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'perimeter-starts-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The files of a package that a file of it imports before its first line, in turn; without the hash of each. */
function loadedBy(folder: string, file: string, found = new Set<string>()): readonly string[] {
  if (found.has(file)) return []
  found.add(file)
  const code = readFileSync(path.join(folder, file), 'utf8')
  for (const [, name = ''] of code.matchAll(/^import\b.*"(\.[^"]+)";?$/gm)) {
    loadedBy(folder, path.posix.join(path.posix.dirname(file), name), found)
  }
  return [...found].map((name) => name.replace(/-[\w-]{8}\.js$/, '')).toSorted()
}

test('the function app: its entry, then one file for health', { timeout: 60_000 }, async () => {
  const { folder, files } = await packageAzure({ outDir: path.join(root, 'azure') })
  const start = ['chunks/rolldown-runtime', 'index.js']
  expect(loadedBy(folder, 'index.js')).toEqual(start)
  const first = files.find(({ name }) => name.startsWith('chunks/first-'))?.name ?? ''
  expect(loadedBy(folder, first)).toEqual([...start, 'chunks/first'].toSorted())
})

test('the function: its entry, then one file for health', { timeout: 60_000 }, async () => {
  const folder = path.join(root, 'gcp')
  const files = await packageGcp({ outDir: folder })
  const start = loadedBy(folder, 'index.js')
  expect(start).toEqual(['chunks/refused-config', 'chunks/secure', 'chunks/trace', 'index.js'])
  const first = files.find(({ name }) => name.startsWith('chunks/first-'))?.name ?? ''
  const own = ['chunks/first', 'chunks/rolldown-runtime']
  expect(loadedBy(folder, first).filter((name) => !start.includes(name))).toEqual(own)
})

/** Prints at its end which modules of Node’s a process has loaded. */
const TELLING = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')))",
)}`

test('the one file: of Node what it uses', { timeout: 60_000 }, async () => {
  await using web = await httpServer(respond(200))
  await packageCli(path.join(root, 'cli'))
  const loaded = async (...args: readonly string[]) => {
    const call = ['--import', TELLING, path.join(root, 'cli', FILE), ...args]
    const { stderr } = await promisify(execFile)(process.execPath, call, { cwd: root, env: {} })
    return stderr.split('\n').map((line) => line.replace('NativeModule ', ''))
  }
  const version = await loaded('--version')
  expect(version).toContain('vm')
  for (const name of ['child_process', 'crypto', 'http', 'os', 'v8']) {
    expect(version).not.toContain(name)
  }
  const check = await loaded('check', '--url', `http://127.0.0.1:${web.port}/`)
  expect(check).toContain('net')
  for (const name of ['http2', 'sqlite', 'v8', 'worker_threads']) expect(check).not.toContain(name)
})
