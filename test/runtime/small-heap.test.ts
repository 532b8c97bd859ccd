import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MODULE = new URL('../../runtime/small-heap.ts', import.meta.url).href
/** Garbage that lives for some collections, under which V8 makes the space for it larger; prints its size in bytes. */
const BURST = `
  const recent = []
  for (let i = 0; i < 3_000_000; i++) recent[i % 50_000] = { i }
  const { getHeapSpaceStatistics } = await import('node:v8')
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
  console.log(young.space_size)`
/** Garbage that lives long enough to be taken for lasting, of which 20 MB are in use; prints the largest heap in bytes. */
const CHURN = `
  const { getHeapStatistics } = await import('node:v8')
  const recent = []
  let largest = 0
  for (let i = 0; i < 6_000_000; i++) {
    recent[i % 400_000] = { i, text: [i] }
    if (i % 100_000 === 0) largest = Math.max(largest, getHeapStatistics().total_heap_size)
  }
  console.log(largest)`

const printed = (program: string) =>
  Number(execFileSync(process.execPath, ['--input-type=module', '-e', program]))
const SMALL = `await import(${JSON.stringify(MODULE)})\n`

test('the young generation does not grow under a burst of garbage', () => {
  expect(printed(BURST)).toBeGreaterThan(8_000_000)
  expect(printed(`${SMALL}${BURST}`)).toBeLessThan(4_000_000)
})

test('the old generation stays near what is in use', () => {
  const small = printed(`${SMALL}${CHURN}`)
  expect(printed(CHURN)).toBeGreaterThan(1.5 * small)
})
