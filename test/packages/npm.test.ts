import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageNpm } from '../../cli/npm-package.ts'
import { assistantOf } from '../cli/mcp-client.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'

/** Where the package is made, and an empty folder that it is installed into. */
let made: string
let place: string

/** The Node that runs this comes first, whichever the machine has besides. */
const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter)

async function run(program: string, args: readonly string[], cwd = place) {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      ...{ cwd, env: { ...process.env, PATH } },
    })
    return { status: 0, out: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { status: code, out: stdout + stderr }
  }
}

beforeAll(async () => {
  made = mkdtempSync(path.join(tmpdir(), 'perimeter-npm-'))
  place = mkdtempSync(path.join(tmpdir(), 'perimeter-installed-'))
  await packageNpm(made)
  const { out } = await run('npm', ['pack', '--silent', '--pack-destination', place], made)
  writeFileSync(path.join(place, 'package.json'), '{ "private": true, "type": "module" }')
  const flags = ['--omit=dev', '--no-audit', '--no-fund']
  const installed = await run('npm', ['install', ...flags, `./${out.trim()}`])
  if (installed.status !== 0) throw new Error(installed.out)
}, 300_000)

afterAll(() => {
  for (const folder of [made, place]) rmSync(folder, { recursive: true, force: true })
})

test('npx runs it: its demonstration, and a check', async () => {
  await using web = await httpServer(respond(200))
  expect((await run('npx', ['perimeter', 'demo'])).out).toContain('dns-private-zone-not-used')
  const check = ['perimeter', 'check', '--url', `http://127.0.0.1:${web.port}/`]
  expect(await run('npx', check)).toMatchObject({ status: 0 })
})

test('it serves an assistant', async () => {
  const bin = path.join(place, 'node_modules/perimeter/perimeter.js')
  await using at = await assistantOf([process.execPath, bin], place)
  expect(await at.call('explain', { text: 'tls-expired' })).toContain('certificate')
})

test('it brings zod, and nothing else', () => {
  const lock = JSON.parse(readFileSync(path.join(place, 'package-lock.json'), 'utf8'))
  expect(
    Object.keys(lock.packages)
      .filter((name) => name !== '')
      .sort(),
  ).toEqual([...['node_modules/perimeter', 'node_modules/zod']])
})

test('an older Node is told in one sentence', async () => {
  const bin = path.join(place, 'node_modules/perimeter/perimeter.js')
  const old = readFileSync(bin, 'utf8').replace('process.versions.node', "'20.1.0'")
  writeFileSync(path.join(place, 'old.cjs'), old)
  const { status, out } = await run(process.execPath, ['old.cjs'])
  expect(status).toBe(2)
  expect(out).toMatch(/^perimeter: needs Node 24 or later, and this is v[\d.]+: .*\n$/)
})

/** The examples of docs/library.md, which are programs. */
const EXAMPLES = [
  ...readFileSync('docs/library.md', 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm),
].map(([, code = '']) => code)

test.for(EXAMPLES)('an example of the documentation runs, and its types fit: %s', async (code) => {
  writeFileSync(path.join(place, 'perimeter.yaml'), 'resolvers: []\ntargets: []\n')
  writeFileSync(
    path.join(place, 'report.json'),
    readFileSync('test/golden/reports/healthy/tcp.json'),
  )
  writeFileSync(path.join(place, 'example.ts'), code)
  const ran = await run(process.execPath, ['example.ts'])
  expect(ran.out).not.toContain('Error')
  expect(ran.status).toBe(0)
  const types = path.resolve('node_modules/@types')
  const flags = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'esnext',
    '--typeRoots',
    types,
    '--types',
    'node',
  ]
  expect(await run(path.resolve('node_modules/.bin/tsc'), [...flags, 'example.ts'])).toEqual({
    status: 0,
    out: '',
  })
})
