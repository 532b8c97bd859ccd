import { expect, test } from 'vitest'
import { cloudLog } from '../../gcp/log.ts'
import { requestTrace } from '../../gcp/trace.ts'
import type { LogEntry } from '../../shared/ports/log.ts'

function logged(entry: LogEntry, project: string | null = 'p') {
  const lines: string[] = []
  cloudLog({
    out: (line) => void lines.push(line),
    date: () => new Date('2026-01-02T03:04:05Z'),
    project: () => project,
    labels: () => ({ vantage: 'here' }),
  }).write(entry)
  return lines
}

test('severity, message, time and labels stand beside the fields, and keep their names', () => {
  const lines = logged({ severity: 'warning', message: 'm', fields: { severity: 'high', n: 1 } })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      severity: 'WARNING',
      message: 'm',
      time: '2026-01-02T03:04:05.000Z',
      'logging.googleapis.com/labels': { vantage: 'here' },
      n: 1,
    },
  ])
})

test('a trace is named with its project, or not at all', () => {
  const line = (severity: LogEntry['severity'], sampled: boolean, project: string | null) => {
    const trace = { id: 'a'.repeat(32), span: 'b'.repeat(16), sampled }
    const lines = requestTrace.run(trace, () => logged({ severity, message: 'm' }, project))
    expect(lines.join('')).toMatch(/\n$/)
    return JSON.parse(lines.join(''))
  }
  const common = {
    ...{ message: 'm', time: '2026-01-02T03:04:05.000Z' },
    'logging.googleapis.com/labels': { vantage: 'here' },
  }
  const traced = (sampled: boolean) => ({
    'logging.googleapis.com/trace': `projects/p/traces/${'a'.repeat(32)}`,
    'logging.googleapis.com/spanId': 'b'.repeat(16),
    'logging.googleapis.com/trace_sampled': sampled,
  })
  expect(line('info', true, 'p')).toEqual({ severity: 'INFO', ...common, ...traced(true) })
  expect(line('debug', false, 'p')).toEqual({ severity: 'DEBUG', ...common, ...traced(false) })
  expect(line('error', true, null)).toEqual({ severity: 'ERROR', ...common })
})

test('an entry beyond the limit of Cloud Logging goes in pieces that make it whole', () => {
  const report = { id: 'r', text: '"\u0001é😀'.repeat(60_000) }
  const lines = logged({ severity: 'error', message: 'm', fields: { report, n: 1 } })
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThan(256_000)
  const pieces = lines.map((line) => JSON.parse(line))
  expect(new Set(pieces.map(({ piece }) => piece.id)).size).toBe(1)
  expect(pieces.map(({ piece }) => piece.number)).toEqual(pieces.map((_, index) => index + 1))
  expect(pieces[0]).toMatchObject({ severity: 'ERROR', n: 1, message: `m [1/${lines.length}]` })
  const whole = pieces.map(({ piece }) => piece.text).join('')
  expect(JSON.parse(whole)).toEqual({ report, n: 1 })
})
