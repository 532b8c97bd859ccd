import { z } from 'zod'
import type { Report } from '../../../shared/model/report.ts'
import { prettyReport } from '../../../shared/view/pretty.ts'
import { type Answer, askApi } from '../ask-api.ts'
import { refused, type Said, type Session, said, tool } from '../tool.ts'

/** As POST /api/check takes them in one call (shared/web/routes/check.ts). */
const MOST = 500

const input = {
  targets: z
    .array(z.string().max(500))
    .min(1)
    .max(MOST)
    .exactOptional()
    .describe('Ids of configured targets; without any choice all of them'),
  capability: z
    .string()
    .max(500)
    .exactOptional()
    .describe('Id of a capability: the targets that it needs'),
  url: z
    .string()
    .max(2048)
    .exactOptional()
    .describe('An endpoint that onDemand.allow of the configuration admits'),
  expect: z
    .record(z.string(), z.unknown())
    .exactOptional()
    .describe('With url: what is expected of it, as in the configuration'),
}
type Choice = z.output<z.ZodObject<typeof input>>

/** A sweep over what is chosen, now. */
export const check = tool({
  name: 'check',
  description:
    'Check now, from this machine, configured targets, a capability or an admitted URL: verdicts, causes, fixes and evidence.',
  isMeasuring: true,
  input,
  async call(choice, session) {
    const body = bodyOf(choice, session)
    if ('isError' in body) return body
    const { value, refusal }: Answer<Report> = await askApi('/api/check', session, body)
    if (refusal !== null) return withIds(refusal, session)
    return said(prettyReport(value, { colour: false, width: 120, verbose: true }))
  },
})

function bodyOf(choice: Choice, { planned }: Session): object | Said {
  if (Object.keys(choice).length > 0) return choice
  const all = planned.targets.map(({ id }) => id)
  if (all.length === 0) {
    return refused('No target is configured here: name a URL, or start with --config FILE')
  }
  if (all.length <= MOST) return { targets: all }
  return refused(
    `The configuration has ${all.length} targets, and one call takes ${MOST}: name targets or a capability`,
  )
}

/** How many ids a refusal lists. */
const LISTED = 50

/** Whoever named what is not known needs the names; whom the API sends to another of its paths has none. */
function withIds({ text: told }: Said, { planned: { targets, capabilities } }: Session): Said {
  const text = told.replace('; GET /api/status has the ids', '')
  if (targets.length === 0) return refused(text)
  return refused(
    [
      text,
      `Targets: ${listed(targets)}`,
      ...(capabilities.length === 0 ? [] : [`Capabilities: ${listed(capabilities)}`]),
    ].join('\n'),
  )
}

function listed(all: readonly { readonly id: string }[]): string {
  const names = all.slice(0, LISTED).map(({ id }) => id)
  return [...names, ...(all.length > LISTED ? [`and ${all.length - LISTED} more`] : [])].join(', ')
}
