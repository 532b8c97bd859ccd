import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILE, packageCli } from '../../cli/package.ts'
import { assistantOf } from '../cli/mcp-client.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { closedOff, MAY_CLOSE_OFF, pageClosedOff } from './closed-off.ts'

/** A folder with the one file, and nothing else above or below it. */
let root: string
let alone: string

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'perimeter-one-file-'))
  alone = mkdtempSync(path.join(tmpdir(), 'perimeter-alone-'))
  await packageCli(path.join(root, 'made'))
  cpSync(path.join(root, 'made', FILE), path.join(alone, FILE))
}, 120_000)

afterAll(() => {
  for (const folder of [root, alone]) rmSync(folder, { recursive: true, force: true })
})

async function run(...args: readonly string[]): Promise<{ status: number; out: string }> {
  try {
    const options = { cwd: alone, env: {} }
    const { stdout } = await promisify(execFile)(process.execPath, [FILE, ...args], options)
    return { status: 0, out: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { status: code, out: stdout + stderr }
  }
}

test('the file is the same every time, with its checksum, and shows nothing of the machine', async () => {
  const again = path.join(root, 'again')
  await packageCli(again)
  const made = readFileSync(path.join(alone, FILE), 'utf8')
  expect(readFileSync(path.join(again, FILE), 'utf8') === made).toBe(true)
  const sum = createHash('sha256').update(made).digest('hex')
  expect(readFileSync(path.join(again, `${FILE}.sha256`), 'utf8')).toBe(`${sum}  ${FILE}\n`)
  expect(made.includes(path.resolve('.'))).toBe(false)
  expect(readFileSync(path.join(again, 'NOTICE'), 'utf8')).toContain('undici')
})

test('alone in its folder it says its version, its catalogs and what it measures, and keeps it', async () => {
  await using web = await httpServer(respond(200))
  const url = `http://127.0.0.1:${web.port}/`
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect((await run('--version')).out).toContain(`perimeter ${version}`)
  expect((await run('catalog', 'show', 'azure-functions')).out).toContain('AzureWebJobsStorage')
  expect((await run('explain', 'ECONNREFUSED 127.0.0.1:443')).out).toContain('tcp')
  expect(await run('check', '--url', url, '--save')).toMatchObject({ status: 0 })
  expect((await run('history', url)).out).toContain('pass')
  expect(await run('check', '--url', 'tcp://127.0.0.1:1')).toMatchObject({ status: 1 })
})

test('it serves its page, and ends when it is told to', async () => {
  await using web = await httpServer(respond(200))
  const target = `{ name: own, url: "http://127.0.0.1:${web.port}/" }`
  writeFileSync(path.join(alone, 'perimeter.yaml'), `resolvers: []\ntargets: [${target}]\n`)
  const env = { PERIMETER_TOKEN: 'of-the-environment-0123456789' }
  const child = spawn(process.execPath, [FILE, 'serve', '--port', '0'], { cwd: alone, env })
  const lines = createInterface(child.stdout)
  const [first] = (await once(lines, 'line')) as [string]
  const origin = /http:\S+/.exec(first)?.[0]
  const headers = { authorization: `Bearer ${env.PERIMETER_TOKEN}`, accept: 'text/html' }
  const page = await (await fetch(`${origin}api/status`, { headers })).text()
  expect(page).toContain('<title>')
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
})

test('it serves an assistant', async () => {
  await using at = await assistantOf([process.execPath, FILE], alone)
  expect(await at.call('explain', { text: 'tls-expired' })).toContain('certificate')
})

test.runIf(MAY_CLOSE_OFF)('without any network it demonstrates, and serves its page', async () => {
  const command = [process.execPath, FILE]
  expect(await closedOff([...command, 'demo'], alone)).toContain('dns-private-zone-not-used')
  expect(await pageClosedOff(command, alone)).toMatch(/Perimeter|\d+ of \d+/i)
})

test('on an older Node it is refused in one sentence', async () => {
  const file = path.join(alone, FILE)
  const old = readFileSync(file, 'utf8').replace('process.versions.node,', "'20.1.0',")
  writeFileSync(file, old)
  const { status, out } = await run('--version')
  expect(status).toBe(2)
  expect(out).toMatch(/^perimeter: needs Node 24 or later, and this is v[\d.]+: .*\n$/)
})
