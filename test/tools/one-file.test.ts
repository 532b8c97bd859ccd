import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ascii } from '../../tools/ascii.ts'
import { oneFile } from '../../tools/one-file.ts'

const PARTS = [
  {
    name: 'index.js',
    code: '#!/usr/bin/env node\nconst late = () => require("./chunks/late.js")\nexports.cron = "*/5"\nlate().tell()\n',
  },
  {
    name: 'chunks/late.js',
    code: 'const index = require("../index.js")\nexports.tell = () => {\n  console.log(index.cron.replace(/\\**/, ""), __dirname === require("node:path").dirname(__filename))\n  throw new Error("here")\n}\n',
  },
  { name: 'chunks/never.js', code: 'this is no program' },
]

test('modules of one file run when they are required, and tell where they stand', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-one-'))
  try {
    const file = path.join(folder, 'one.cjs')
    const text = oneFile('// first\n', PARTS, 'index.js')
    writeFileSync(file, text)
    const run = promisify(execFile)(process.execPath, [file])
    const { stdout, stderr } = (await run.catch((error) => error)) as Record<string, string>
    expect(stdout).toBe('/5 true\n')
    const line = text.split('\n').findIndex((one) => one.includes('Error("here")')) + 1
    expect(stderr).toContain(`${file}:${line}`)
    expect(stderr).toContain('here')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what cannot stand in a comment is refused', () => {
  const parts = [{ name: 'index.js', code: 'const a = 2 *~/a/.lastIndex' }]
  expect(() => oneFile('', parts, 'index.js')).toThrow('index.js has *~/')
})

test('a program in ASCII is the same program', () => {
  const code = '[`’${"€"}`, /[‘’]/.test("’"), "😀".length].join()'
  expect(ascii(code)).toMatch(/^[\0-\x7f]+$/)
  // biome-ignore lint/security/noGlobalEval: that is the question
  expect(eval(ascii(code))).toBe('’€,true,2')
})

test('a raw text that is not ASCII is refused', () => {
  expect(() => ascii('String.raw`a’b`')).toThrow('without String.raw')
})
