import { expect, test } from 'vitest'
import { site } from './site.ts'

test('POST /api/explain says what a text tells, and probes nothing', async () => {
  await using at = await site('')
  const answer = await at.post('/api/explain', {
    text: 'Get "https://pypi.org/simple": dial tcp 151.101.0.223:443: i/o timeout',
  })
  expect(answer.status).toBe(200)
  const told = await answer.json()
  expect(told).toMatchObject({ schema: 1, check: 'perimeter check --url https://pypi.org/' })
  expect(told.told.findings).toContain('tcp-dropped')
  expect(told.text).toContain('The connection did not come about in time')
  expect(at.asked).toEqual([])
  expect(at.dialled).toEqual([])
})

test.for([
  [{ text: '' }, 400],
  [{ text: 'x'.repeat(40_000) }, 400],
  [{ text: 'x'.repeat(80_000) }, 413],
  [{}, 400],
  [{ text: 'x', probe: true }, 400],
] as const)('POST /api/explain refuses what is no text of its size', async ([body, status]) => {
  await using at = await site('')
  expect((await at.post('/api/explain', body)).status).toBe(status)
})

test('what a text holds cannot become markup or act on a terminal', async () => {
  await using at = await site('')
  const answer = await at.post('/api/explain', {
    text: 'dial tcp: lookup <script>x\u202e.example: no such host \u001b[31m',
  })
  const { text } = await answer.json()
  expect(['\u202e', '\u001b', '<script>'].filter((part) => text.includes(part))).toEqual([])
})
