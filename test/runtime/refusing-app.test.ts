import { expect, test } from 'vitest'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { RefusedConfigError } from '../../runtime/refused-config.ts'
import { refusingApp } from '../../runtime/refusing-app.ts'
import type { LogEntry } from '../../shared/ports/log.ts'

test('every path says what is wrong; calls that would have measured are logged', async () => {
  const logged: LogEntry[] = []
  const app = refusingApp(refusedFor('schedule: never\nlimit: {}\n'), {
    write: (entry) => void logged.push(entry),
  })

  const health = await app.fetch(new Request('http://probe/api/health'))
  expect(health.status).toBe(503)
  expect(health.headers.get('content-type')).toBe('application/problem+json')
  expect(health.headers.get('cache-control')).toBe('no-store')
  expect(await health.text()).not.toMatch(/perimeter.yaml|schedule|limit/)

  const status = await app.fetch(new Request('http://probe/api/status'))
  expect(status.status).toBe(503)
  expect(await status.json()).toMatchObject({
    status: 503,
    problems: [
      { file: 'perimeter.yaml', line: 1, column: 11, key: 'schedule' },
      { file: 'perimeter.yaml', line: 2, column: 1, key: 'limit' },
    ],
  })
  expect(logged).toEqual([])

  const sweep = await app.fetch(new Request('http://probe/api/sweep', { method: 'POST' }))
  expect(sweep.status).toBe(503)
  expect(logged).toMatchObject([
    { severity: 'error', message: expect.stringContaining('perimeter.yaml:1:11') },
  ])
})

function refusedFor(text: string): RefusedConfigError {
  try {
    checkedConfig(text, 'perimeter.yaml', {})
  } catch (error) {
    if (error instanceof RefusedConfigError) return error
  }
  throw new Error('was not refused')
}
