import { expect, test } from 'vitest'
import type { Incident } from '../../../../shared/model/incident.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import type { StatusData } from '../../../../shared/web/status-data.ts'
import { many, passing, sample } from '../../report/sample.ts'
import { NOW, reporting, statusSample } from './sample.ts'

/** The text of a page without its tags. */
function textOf(data: Pick<StatusData, 'vantages'> & Partial<StatusData>): string {
  const whole = { now: NOW, incidents: [], outboxDepth: { due: 0, dead: 0 }, ...data }
  return statusPage(whole, { refresh: 15 })
    .replace(/.*<main/s, '<main')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

test.for([
  { open: 20, more: null },
  { open: 21, more: 'And 1 more.' },
])('of $open open incidents twenty are listed, and the others counted', ({ open, more }) => {
  const [sampled] = statusSample().incidents
  if (sampled === undefined) throw new Error('The sample has no incident')
  const incidents = Array.from({ length: open }, (_, n): Incident => {
    const own = String(n).padStart(2, '0')
    return { ...sampled, id: `i${own}`, subject: `s${own}`, summary: `summary ${own}` }
  })
  const text = textOf({ vantages: [reporting(sample([passing()]))], incidents })
  const listed = incidents.filter(({ summary }) => text.includes(summary))
  expect(listed.map(({ id }) => id)).toEqual(incidents.slice(0, 20).map(({ id }) => id))
  expect(/And \d+ more\./.exec(text)?.[0] ?? null).toBe(more)
})

test('the targets that pass are named, from the first to the last', () => {
  const report = sample(many(900))
  const text = textOf({ vantages: [reporting(report)] })
  const missing = report.results.filter(({ target }) => !text.includes(` ${target.name} `))
  expect(missing).toEqual([])
  expect(text).not.toContain('more; the JSON has all')
})
