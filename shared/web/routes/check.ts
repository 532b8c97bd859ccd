import { z } from 'zod'
import { report } from '../../model/report.ts'
import type { Target } from '../../model/target.ts'
import { adHocTarget } from '../ad-hoc.ts'
import { checkedPage } from '../page/checked.ts'
import { pageAnswer } from '../page-answer.ts'
import type { RoutePorts } from '../ports.ts'
import { problemAnswer } from '../problem.ts'
import { jsonAnswer, route, wantsPage } from '../route.ts'

const byTargets = z.strictObject({
  targets: z.array(z.string()).min(1).max(500).describe('Ids of configured targets'),
})
const byCapability = z.strictObject({ capability: z.string().describe('Id of a capability') })
const byUrl = z.strictObject({
  url: z.string().max(2048).describe('As in the configuration; onDemand.allow must admit it'),
  expect: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('As in the configuration, without patterns'),
})
const selection = z.union([byTargets, byCapability, byUrl], {
  error: 'Give one of targets (a list of ids), capability (an id), or url with expect',
})
type Selection = z.output<typeof selection>

/** Checks now, outside the schedule. The report is stored and moves no alerts. */
export const check = route({
  method: 'POST',
  path: '/api/check',
  summary: 'Check some targets, a capability, or an admitted URL now',
  access: 'measure',
  query: z.object({}),
  body: selection,
  form: (fields) => ({ targets: fields.getAll('targets') }),
  answers: {
    200: { description: 'The report', schema: report, types: ['text/html'] },
    404: { description: 'There is no such target or capability', schema: null },
  },
  async handle({ request, body }, ports) {
    const selected = select(body, ports)
    if (selected instanceof Response) return selected
    const { deadline } = ports.limits
    const signal = AbortSignal.any([request.signal, ports.stopping])
    const agent = 'url' in body ? ports.adHoc : ports.agent
    const done = await agent.check(selected, signal, deadline)
    return wantsPage(request) ? pageAnswer(checkedPage(done.report)) : jsonAnswer(done.report)
  },
})

function select(body: Selection, ports: RoutePorts): readonly Target[] | Response {
  if ('url' in body) {
    const { target, refused } = adHocTarget(body, ports.config, ports.planning)
    return refused === null ? [target] : problemAnswer(refused.status, refused.detail)
  }
  if ('capability' in body) {
    const needed = ports.targets.filter((t) => t.capabilities.includes(body.capability))
    return needed.length > 0 ? needed : problemAnswer(404, 'No target belongs to that capability')
  }
  const known = new Map(ports.targets.map((t) => [t.id, t]))
  const ids = [...new Set(body.targets)]
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length > 0) {
    const errors = unknown
      .slice(0, 10)
      .map((id) => ({ at: id.slice(0, 200), message: 'not known' }))
    return problemAnswer(404, 'There are no such targets; GET /api/status has the ids', { errors })
  }
  return ids.flatMap((id) => known.get(id) ?? [])
}
