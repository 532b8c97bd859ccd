import { z } from 'zod'
import { acknowledge, silenceUntil } from '../../alerts/log-entry.ts'
import type { Incident } from '../../model/incident.ts'
import { incidentLink } from '../../view/links.ts'
import { incidentsAnswer } from '../answers.ts'
import { type Change, changeIncidents } from '../change-incidents.ts'
import { donePage } from '../page/done.ts'
import { html } from '../page/html.ts'
import { pageAnswer } from '../page-answer.ts'
import type { RoutePorts } from '../ports.ts'
import { problemAnswer } from '../problem.ts'
import { jsonAnswer, type RouteCall, route, wantsPage } from '../route.ts'

/** A month of hours. */
const MOST_HOURS = 720
const HOUR = 3_600_000

const query = z.object({ id: z.string().min(1).describe('Id of the incident') })
const who = {
  everywhere: z
    .boolean()
    .default(false)
    .describe('Also the open incidents of the same cause at other vantages'),
  by: z.string().trim().max(80).default('').describe('Who does it, for the log; else the caller'),
}
const ackBody = z.strictObject(who)
const silenceBody = z.strictObject({
  ...who,
  hours: z.int().min(0).max(MOST_HOURS).describe('How long; 0 ends the silence'),
  why: z.string().trim().max(200).default('').describe('For the log'),
})
const answers = {
  200: {
    description: 'The incidents as they are now',
    schema: incidentsAnswer,
    types: ['text/html'],
  },
  404: { description: 'There is no incident of that id', schema: null },
  409: { description: 'It is closed, or sweeps changed it at the same moment', schema: null },
}

/** Somebody looks after it: no more reminders. */
export const ack = route({
  method: 'POST',
  path: '/api/incidents/:id/ack',
  summary: 'Acknowledge an incident: no more reminders',
  access: 'read',
  query,
  body: ackBody,
  form: (fields) => ({ everywhere: fields.has('everywhere'), by: fields.get('by') ?? '' }),
  answers,
  async handle(ask, ports) {
    const at = ports.clock.date()
    return await changed(ask, ports, 'Acknowledged', (i) => acknowledge(i, at, nameOf(ask)))
  },
})

/** Nobody is notified of it for a while. */
export const silenceIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/silence',
  summary: 'Silence an incident: nobody is notified of it for some hours',
  access: 'read',
  query,
  body: silenceBody,
  form: (fields) => ({
    everywhere: fields.has('everywhere'),
    by: fields.get('by') ?? '',
    hours: Number(fields.get('hours') ?? Number.NaN),
    why: fields.get('why') ?? '',
  }),
  answers,
  async handle(ask, ports) {
    const at = ports.clock.date()
    const { hours, why } = ask.body
    const until = hours === 0 ? null : new Date(at.getTime() + hours * HOUR)
    const said = until === null ? 'No longer silenced' : `Silenced until ${untilText(until)}`
    return await changed(ask, ports, said, (i) =>
      silenceUntil(i, until, { at, by: nameOf(ask), why }),
    )
  },
})

type Ask = RouteCall<z.output<typeof query>, z.output<typeof ackBody>>

function nameOf({ body, caller }: Pick<Ask, 'body' | 'caller'>): string {
  return body.by || (caller?.name ?? 'nobody')
}

function untilText(until: Date): string {
  return `${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

async function changed(
  { request, query: { id }, body }: Pick<Ask, 'request' | 'query' | 'body'>,
  { store, clock }: RoutePorts,
  said: string,
  change: Change,
): Promise<Response> {
  const found = await changeIncidents(store, id, body.everywhere, change)
  if (found === null) return problemAnswer(404, 'There is no incident of that id')
  if (found === 'conflict')
    return problemAnswer(409, 'A sweep changed it at the same moment: try again')
  if (found[0]?.state === 'closed')
    return problemAnswer(409, 'It is closed: there is nothing to be told of')
  return wantsPage(request)
    ? pageAnswer(donePage(said, found.map(line)))
    : jsonAnswer({ now: clock.date().toISOString(), incidents: found })
}

function line({ id, summary, vantage }: Incident) {
  return html`<a href="${incidentLink(id)}">${summary}</a> at ${vantage}`
}
