import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, expect } from 'vitest'
import { isOfProgram, RECORDED } from './recorded.ts'

/** Before each file of tests: counts which functions of the program it calls, and keeps their names by source file. */

const root = process.cwd()
const shared = globalThis as { counting?: Session }
shared.counting ??= await counting()
const { counting: session } = shared
// What the files before this one called in the same process is taken away.
await session.post('Profiler.takePreciseCoverage')

afterAll(async () => {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const calls = result.flatMap(({ url, functions }) => {
    const file = fileOf(url)
    if (file === null) return []
    const called = functions.filter(({ functionName, ranges }) => {
      return functionName !== '' && (ranges[0]?.count ?? 0) > 0
    })
    return [[file, [...new Set(called.map(({ functionName }) => functionName))]] as const]
  })
  const test = path.relative(root, expect.getState().testPath ?? '')
  mkdirSync(path.join(root, RECORDED), { recursive: true })
  const name = path.join(root, RECORDED, `${encodeURIComponent(test)}.json`)
  writeFileSync(name, JSON.stringify(Object.fromEntries(calls)))
})

async function counting(): Promise<Session> {
  const opened = new Session()
  opened.connect()
  await opened.post('Profiler.enable')
  await opened.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return opened
}

function fileOf(url: string): string | null {
  const where = url.startsWith('file:') ? fileURLToPath(url.replace(/\?.*/, '')) : url
  const file = path.relative(root, where)
  return isOfProgram(file) ? file : null
}
