import { z } from 'zod'
import { CATALOGS } from '../../catalog/builtin.ts'
import { rowsOfCatalog } from '../../catalog/known-rows.ts'
import { RowIndex } from '../../catalog/row-index.ts'
import type { Incident } from '../../model/incident.ts'
import type { Report } from '../../model/report.ts'
import type { ResultsStore } from '../../ports/results-store.ts'
import { explainText } from '../../traffic-log/explain-text.ts'
import { explainPage } from '../../view/explain.ts'
import { explanationSections } from '../../view/explain-text.ts'
import { visibleAll } from '../../view/visible.ts'
import { jsonAnswer, route } from '../route.ts'

/** Longer texts are for the command line, which reads them as a stream. */
const LONGEST = 32_768
const INCIDENTS = 100

const question = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(LONGEST)
    .describe('An error, a stack trace, the output of a tool, lines of a log'),
})

const answer = z
  .looseObject({
    schema: z.literal(1),
    text: z.string().describe('The whole answer as text'),
    check: z.string().nullable().describe('The command that decides what the text leaves open'),
  })
  .describe('As perimeter explain --format json gives it, and `text`')

let rows: RowIndex | null = null

/** Reads a pasted text. Nothing is probed. */
export const explain = route({
  method: 'POST',
  path: '/api/explain',
  summary:
    'Say what an error or an output tells of the network, and what it does not; nothing is probed',
  access: 'read',
  query: z.object({}),
  body: question,
  answers: { 200: { description: 'What the text says', schema: answer } },
  async handle({ body }, { store }) {
    rows ??= new RowIndex(CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked))
    const report = await store.latest()
    const measured =
      report === null ? null : { report, incidents: await openIncidents(store, report) }
    const given = visibleAll(explainText(body.text, rows, measured))
    return jsonAnswer({ ...given, text: explainPage(...explanationSections(given)) })
  },
})

async function openIncidents(
  store: ResultsStore,
  { vantage }: Report,
): Promise<readonly Incident[]> {
  return await store.incidents({ vantage: vantage.name, state: 'open', limit: INCIDENTS })
}
