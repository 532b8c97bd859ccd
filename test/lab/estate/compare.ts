import type { Cause } from '../../../shared/model/cause.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import { hitBy } from './hits.ts'
import type { Case, NamedEstate } from './load.ts'
import type { Kept } from './read.ts'
import type { CauseTold } from './schema.ts'

/** How what was told compares with what was changed. */
export interface Outcome {
  /** How many incidents there are, open and closed. */
  readonly incidents: number
  /** Of the targets that the causes name, how many the changes hit; and the reverse. Null: none is expected. */
  readonly precision: number | null
  readonly recall: number | null
  /** Whether the first cause of the last report is a change that was made. */
  readonly first: boolean | null
  /** Whether each incident says what changed, as it must; null: not looked at. */
  readonly changed: boolean | null
  /** What is wrong, one line each; empty: nothing. */
  readonly wrong: readonly string[]
}

/** Compares what the store has with what the changes must bring. `healthy` is the report before them. */
export function compare(estate: NamedEstate, one: Case, healthy: Report, kept: Kept): Outcome {
  const { causes } = kept.latest
  const changes = one.sweeps.at(-1) ?? []
  const expected = changes.flatMap((name) => estate.changes.get(name)?.expect ?? [])
  const open = kept.incidents.filter(({ state }) => state === 'open')
  const matches = expected.map((told) => matchOf(told, { causes, open, healthy }))
  const [top] = causes
  const first = expected.every(({ warns }) => warns)
    ? null
    : matches.some(({ cause }) => cause === top)
  const isFirstWrong = first === false ? [`the first cause is ${textOf(top)}`] : []
  const looked = matches.flatMap(({ changed }) => changed ?? [])
  return {
    incidents: kept.incidents.length,
    precision: mean(matches.map(({ precision }) => precision)),
    recall: mean(matches.map(({ recall }) => recall)),
    first,
    changed: looked.length === 0 ? null : looked.every(Boolean),
    wrong: [
      ...counted('incidents', one.incidents, kept.incidents),
      ...counted('open incidents', one.open, open),
      ...counted(
        'causes that fail',
        expected.filter(({ warns }) => !warns).length,
        causes.filter(isLoud),
      ),
      ...matches.flatMap(({ wrong }) => wrong),
      ...isFirstWrong,
    ],
  }
}

function isLoud({ severity }: Cause): boolean {
  return severity !== 'warn'
}

type Told = Pick<Cause | Incident, 'code' | 'subject' | 'targets'>

function counted(what: string, expected: number, told: readonly Told[]): readonly string[] {
  if (told.length === expected) return []
  return [`${told.length} ${what}, expected ${expected}: ${told.map(textOf).join('; ') || 'none'}`]
}

function textOf(told: Told | undefined): string {
  return told === undefined ? 'none' : `${told.code} ${told.subject} (${told.targets.length})`
}

interface Seen {
  readonly causes: readonly Cause[]
  readonly open: readonly Incident[]
  readonly healthy: Report
}

interface Match {
  readonly cause: Cause | undefined
  readonly precision: number
  readonly recall: number
  readonly changed: boolean | null
  readonly wrong: readonly string[]
}

function matchOf(told: CauseTold, { causes, open, healthy }: Seen): Match {
  const hit = hitBy(told.hits, healthy)
  if (hit.size === 0) throw new Error(`Nothing is hit by ${told.hits.join(', ')}`)
  const shared = ({ targets }: Cause) => targets.filter((id) => hit.has(id)).length
  const [cause] = causes
    .filter(({ code }) => code === told.code)
    .sort((a, b) => shared(b) - shared(a))
  if (cause === undefined) {
    return { cause, precision: 0, recall: 0, changed: null, wrong: [`no ${told.code}`] }
  }
  const incident = open.find((i) => i.code === cause.code && i.subject === cause.subject)
  const changed = changedAsTold(told, incident)
  const members = new Set(cause.targets)
  const isOther = told.subject !== undefined && told.subject !== cause.subject
  return {
    cause,
    precision: shared(cause) / cause.targets.length,
    recall: shared(cause) / hit.size,
    changed: changed === null ? null : changed.length === 0,
    wrong: [
      ...(isOther ? [`the subject is ${cause.subject}, expected ${told.subject}`] : []),
      ...listed(
        'hits also',
        cause.targets.filter((id) => !hit.has(id)),
      ),
      ...listed(
        'does not hit',
        [...hit].filter((id) => !members.has(id)),
      ),
      ...(changed ?? []),
    ],
  }
}

function listed(what: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return []
  const more = ids.length > 4 ? ` and ${ids.length - 4} more` : ''
  return [`${what} ${ids.slice(0, 4).join(', ')}${more}`]
}

/** Null: it is not said what must have changed. */
function changedAsTold(
  { changed: expected, warns }: CauseTold,
  incident: Incident | undefined,
): readonly string[] | null {
  if (expected === undefined || warns) return null
  const lines = incident?.changed?.lines
  if (lines === undefined) return ['what changed is not kept']
  const unsaid = expected.filter((part) => !lines.some((line) => line.includes(part)))
  const more = expected.length === 0 ? lines : []
  return [
    ...unsaid.map((part) => `what changed does not say ${part}`),
    ...more.map((line) => `what changed says ${line}`),
  ]
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
