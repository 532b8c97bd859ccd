import { z } from 'zod'
import { incidentList } from '../../../shared/view/incident.ts'
import { prettyReport } from '../../../shared/view/pretty.ts'
import { visible } from '../../../shared/view/visible.ts'
import { listText, spanText } from '../../../shared/view/words.ts'
import type { StatusData, VantageStatus } from '../../../shared/web/status-data.ts'
import { type Answer, askApi } from '../ask-api.ts'
import { refused, type Said, type Session, said, tool } from '../tool.ts'

/** What the store knows. */
export const status = tool({
  name: 'status',
  description:
    'The newest stored report of every vantage with its age, and the open incidents. Nothing is probed.',
  input: { vantage: z.string().max(500).exactOptional().describe('Only this vantage') },
  async call({ vantage }, session) {
    const query = vantage === undefined ? '' : `?vantage=${encodeURIComponent(vantage)}`
    const { value, refusal }: Answer<StatusData> = await askApi(`/api/status${query}`, session)
    if (refusal !== null) return refusal
    const { vantages, incidents, now } = value
    if (vantages.length === 0) {
      return vantage === undefined ? said(NOTHING_YET) : await unknown(vantage, session)
    }
    const open =
      incidents.length === 0
        ? 'No incident is open\n'
        : `Open incidents:\n\n${incidentList(incidents, new Date(now))}`
    return said([...vantages.map(vantageText), open].join('\n'))
  },
})

const NOTHING_YET =
  'No report is stored yet: perimeter serve and perimeter check --save store them, and check here with mcp --save\n'

/** Whoever named what is not known needs the names. */
async function unknown(vantage: string, session: Session): Promise<Said> {
  const { value, refusal }: Answer<StatusData> = await askApi('/api/status', session)
  if (refusal !== null) return refusal
  const names = value.vantages.map(({ name }) => visible(name))
  return names.length === 0
    ? said(NOTHING_YET)
    : refused(
        `No report of ${visible(vantage)} is stored; there are those of ${listText(names, 20)}`,
      )
}

function vantageText({ name, latest, ageMs, silent }: VantageStatus): string {
  const age = ageMs === null ? 'never swept by a schedule' : `last sweep ${spanText(ageMs)} ago`
  const head = `${visible(name)}: ${age}${silent ? ', silent: sweeps are missing' : ''}\n`
  return latest === null ? head : `${head}${prettyReport(latest, { colour: false, width: 120 })}`
}
