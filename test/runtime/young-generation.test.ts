import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MODULE = new URL('../../runtime/young-generation.ts', import.meta.url).href
/** Garbage that lives for some collections, under which V8 makes the space for it larger; prints its size in bytes. */
const BURST = `
  const recent = []
  for (let i = 0; i < 3_000_000; i++) recent[i % 50_000] = { i }
  const { getHeapSpaceStatistics } = await import('node:v8')
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
  console.log(young.space_size)`

const youngAfterBurst = (start: string) =>
  Number(execFileSync(process.execPath, ['--input-type=module', '-e', `${start}${BURST}`]))

test('the young generation does not grow under a burst of garbage', { timeout: 60_000 }, () => {
  const grown = youngAfterBurst('')
  const kept = youngAfterBurst(`await import(${JSON.stringify(MODULE)})\n`)
  expect(grown).toBeGreaterThan(8_000_000)
  expect(kept).toBeLessThan(4_000_000)
})
