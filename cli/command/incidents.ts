import type { Command } from 'commander'
import { acknowledge } from '../../shared/alerts/log-entry.ts'
import type { Incident } from '../../shared/model/incident.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { explainIncident, incidentList, transitionList } from '../../shared/view/incident.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { limitOption, listFormat } from '../options.ts'
import { openExistingStore, storeOptions, type Where } from '../store.ts'

interface IncidentFlags extends Where {
  readonly open?: boolean
  readonly explain?: string
  readonly ack?: string
  readonly limit: number
  readonly format: 'pretty' | 'json'
}

/** `perimeter incidents`: what is and was wrong, and for each why somebody was notified, or nobody. */
export function incidentsCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  storeOptions(program.command('incidents'))
    .description('List incidents; explain of one why somebody was notified, or nobody')
    .option('--open', 'only those that are open')
    .option('--explain <id>', 'the whole log of an incident, or the changes of a target')
    .option('--ack <id>', 'acknowledge an incident: no more reminders')
    .addOption(limitOption(20))
    .addOption(listFormat())
    .action(async (flags: IncidentFlags) => {
      const store = await openExistingStore(flags, io)
      try {
        io.out(await answer(store, flags, io))
      } finally {
        await store.close()
      }
      done(EXIT.asExpected)
    })
}

async function answer(store: ResultsStore, flags: IncidentFlags, io: Io): Promise<string> {
  const { limit } = flags
  const json = flags.format === 'json'
  if (flags.ack !== undefined) return await acknowledged(store, flags.ack)
  if (flags.explain !== undefined) return await explained(store, flags.explain, { json, limit }, io)
  const filter = flags.open === true ? ({ state: 'open', limit } as const) : { limit }
  const incidents = await store.incidents(filter)
  if (json) return asJson(incidents)
  if (incidents.length > 0) return incidentList(incidents, new Date())
  return flags.open === true ? 'No incident is open\n' : 'There were no incidents\n'
}

async function explained(
  store: ResultsStore,
  id: string,
  { json, limit }: { readonly json: boolean; readonly limit: number },
  io: Io,
): Promise<string> {
  const width = Math.min(io.terminal.columns, 120)
  const found = await store.incident(id)
  if (found !== null)
    return json ? asJson(found.incident) : explainIncident(found.incident, width, new Date())
  const transitions = await store.transitions(id, { limit })
  if (transitions.length === 0) throw unknown(id)
  return json ? asJson(transitions) : transitionList(transitions, width)
}

async function acknowledged(store: ResultsStore, id: string): Promise<string> {
  const found = await store.incident(id)
  if (found === null) throw unknown(id)
  const { incident, version } = found
  const now: Incident = acknowledge(incident, new Date(), 'perimeter incidents --ack')
  if (now === incident)
    return `${id} was ${incident.state === 'closed' ? 'closed' : 'acknowledged'} before\n`
  if ((await store.updateIncident(now, version)) === 'committed') return `${id} is acknowledged\n`
  throw new CallError(`A sweep changed ${id} at the same moment: call it again`)
}

function unknown(id: string): CallError {
  return new CallError(
    `There is neither an incident nor a change of a target of the name ${id}: perimeter incidents lists the incidents`,
  )
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
