import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageExecutables } from '../../cli/executables.ts'
import { isHost, PLATFORMS, type Platform } from '../../tools/node-binary.ts'
import { assistantOf } from '../cli/mcp-client.ts'
import { closedOff, MAY_CLOSE_OFF, pageClosedOff } from './closed-off.ts'

const HOST = (Object.keys(PLATFORMS) as Platform[]).find(isHost)

let root: string
/** A folder with the executable, and nothing else. */
let alone: string
const PROGRAM = './perimeter'

const CONFIG = 'resolvers: []\ntargets: [{ name: own, url: "tcp://127.0.0.1:1" }]\n'

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'perimeter-executable-'))
  alone = mkdtempSync(path.join(tmpdir(), 'perimeter-alone-'))
  if (HOST === undefined) return
  const [made = ''] = await packageExecutables(root, [HOST])
  cpSync(made, path.join(alone, PROGRAM))
}, 300_000)

afterAll(() => {
  for (const folder of [root, alone]) rmSync(folder, { recursive: true, force: true })
})

const run = async (...args: readonly string[]) =>
  (await promisify(execFile)(PROGRAM, args, { cwd: alone, env: {} })).stdout

test.runIf(HOST)('it runs without Node, and says its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(await run('--version')).toContain(`perimeter ${version}`)
  expect(await run('explain', 'dns-private-zone-not-used')).toContain('privatelink')
})

test.runIf(HOST)('it serves an assistant', async () => {
  await using at = await assistantOf([PROGRAM], alone)
  expect(await at.call('explain', { text: 'tls-expired' })).toContain('certificate')
})

test.runIf(HOST)('its checksum and what is inside stand beside it', () => {
  const file = `perimeter-${HOST}${HOST?.startsWith('win') ? '.exe' : ''}`
  const sum = createHash('sha256')
    .update(readFileSync(path.join(root, file)))
    .digest('hex')
  expect(readFileSync(path.join(root, `${file}.sha256`), 'utf8')).toBe(`${sum}  ${file}\n`)
  const bom = JSON.parse(readFileSync(path.join(root, 'one-file', 'sbom.cdx.json'), 'utf8'))
  const names = bom.components.map(({ name }: { name: string }) => name)
  expect(names).toContain('undici')
  expect(names).not.toContain('vitest')
})

test.runIf(HOST !== undefined && MAY_CLOSE_OFF)(
  'without any network it demonstrates and serves its page',
  async () => {
    writeFileSync(path.join(alone, 'perimeter.yaml'), CONFIG)
    expect(await closedOff([PROGRAM, 'demo'], alone)).toContain('dns-private-zone-not-used')
    expect(await pageClosedOff([PROGRAM], alone)).toMatch(/Perimeter|\d+ of \d+/i)
  },
)
