import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { checkReport } from '../../../shared/report/check.ts'
import { compactReport, nextBase } from '../../../shared/report/compact.ts'
import { diffReports } from '../../../shared/report/diff.ts'

/**
 * What becomes of a report when one value in it is another: which changes are told, and whether evidence is stored
 * again for it. Values that change nothing have no line. After a change that is meant: `npx vitest run test/shared/report/altered.test.ts -u`, and read what
 * differs.
 */
const REPORTS = path.join(import.meta.dirname, '../../golden/views/reports')
const SHEETS = ['restricted', 'mixed', 'well']

function sheet(name: string): Report {
  return checkReport(JSON.parse(readFileSync(path.join(REPORTS, `${name}.json`), 'utf8')))
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Path = readonly (string | number)[]

/** Keys of these are names, not fields. */
const NAMED = /^(?:dns|certificates|chains|facts|paths|headers)$/

/** A place as people name it: any target, any observation of a step. */
function nameOf(place: Path, whole: Json): string {
  let at: Json = whole
  return place
    .map((key, n) => {
      at = (at as Readonly<Record<string | number, Json>>)[key] as Json
      if (typeof key === 'number') return stepOf(at)
      return NAMED.test(String(place[n - 1])) ? '*' : key
    })
    .join('.')
}

function stepOf(value: Json): string {
  const { step } = (Object(value) ?? {}) as { step?: string }
  return step ?? '*'
}

function placesIn(value: Json, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [at, ...inner.flatMap(([key, one]) => placesIn(one as Json, [...at, key]))]
}

function valueAt(whole: Json, place: Path): Json {
  return place.reduce(
    (at, key) => (at as Readonly<Record<string | number, Json>>)[key] as Json,
    whole,
  )
}

function withValue(whole: Json, [key, ...rest]: Path, value: Json): Json {
  if (key === undefined) return value
  if (Array.isArray(whole)) {
    return whole.map((one, n) => (n === key ? withValue(one, rest, value) : one))
  }
  const fields = whole as Readonly<Record<string, Json>>
  return { ...fields, [key]: withValue(fields[key] as Json, rest, value) }
}

type Other = readonly [how: string, value: Json]

/** What could stand in its place. */
function othersOf(value: Json, met: readonly Json[]): readonly Other[] {
  if (Array.isArray(value)) return otherLists(value, met)
  if (typeof value === 'object' && value !== null) return []
  const gone: readonly Other[] = value !== null && met.includes(null) ? [['null', null]] : []
  const others = met.filter((one) => one !== null)
  const set = others.length > 0 ? others : madeUp(value)
  return [...gone, ...set.map((one): Other => ['other', one])]
}

/** A list without its last, in another order, or with something in it. */
function otherLists(list: readonly Json[], met: readonly Json[]): readonly Other[] {
  const filled = met.find((one) => Array.isArray(one) && one.length > 0)
  if (list.length === 0) return filled === undefined ? [] : [['filled', filled]]
  const turned: readonly Other[] = list.length > 1 ? [['turned', list.toReversed()]] : []
  return [['cut', list.slice(0, -1)], ...turned]
}

function madeUp(value: Json): readonly Json[] {
  if (typeof value === 'string') return [`${value}~`]
  if (typeof value === 'number') return [value + 1]
  return typeof value === 'boolean' ? [!value] : []
}

/** The first values of each kind that a place holds anywhere, each once. */
function valuesMet(wholes: readonly Json[]): ReadonlyMap<string, readonly Json[]> {
  const met = new Map<string, Map<string, Json>>()
  for (const whole of wholes) {
    for (const place of placesIn(whole)) {
      const name = nameOf(place, whole)
      const seen = met.get(name) ?? new Map<string, Json>()
      met.set(name, seen)
      const value = valueAt(whole, place)
      if (seen.size < 3 || value === null) seen.set(JSON.stringify(value), value)
    }
  }
  return new Map([...met].map(([name, seen]) => [name, [...seen.values()]]))
}

const LATER = 5 * 60_000
/** Of the places of one name so many are changed. */
const OFTEN = 4

/** The report of the sweep after it, in which all is as before. */
function nextOf(report: Report): Report {
  return {
    ...report,
    id: 'next',
    startedAt: new Date(Date.parse(report.startedAt) + LATER).toISOString(),
  }
}

/** The places whose values are changed, each with its name. */
function chosen(whole: Json, times: Map<string, number>): readonly (readonly [string, Path])[] {
  return placesIn(whole).flatMap((place) => {
    const name = nameOf(place, whole)
    times.set(name, (times.get(name) ?? 0) + 1)
    const own = place[0] === 'id' || place[0] === 'startedAt'
    return own || (times.get(name) ?? 0) > OFTEN ? [] : [[name, place] as const]
  })
}

/** What is told of another report after this one. */
function teller(report: Report): (altered: Report) => string {
  const base = nextBase(report, new Map())
  const kept = (one: Report) =>
    compactReport(one, base).results.filter(({ evidenceIn }) => evidenceIn === null).length
  const usual = kept(nextOf(report))
  return (altered) => {
    const kinds = new Set(diffReports(report, altered).map(({ kind }) => kind))
    const changes = kinds.size === 0 ? 'nothing' : [...kinds].join('+')
    return kept(altered) > usual ? `${changes}, stored` : changes
  }
}

test('each value of a report, changed: what is told of it, and what is stored again', async () => {
  const wholes = SHEETS.map(sheet)
  const met = valuesMet(wholes as unknown as readonly Json[])
  const times = new Map<string, number>()
  const told = wholes.flatMap((report) => {
    const tell = teller(report)
    const whole = nextOf(report) as unknown as Json
    return chosen(whole, times).flatMap(([name, place]) => {
      const value = JSON.stringify(valueAt(whole, place))
      const others = (met.get(name) ?? []).filter((one) => JSON.stringify(one) !== value)
      return othersOf(valueAt(whole, place), others).map(([how, other]) => ({
        what: `${name} ${how}`,
        said: tell(withValue(whole, place, other) as unknown as Report),
      }))
    })
  })
  const lines = [...Map.groupBy(told, ({ what }) => what)]
    .map(
      ([what, all]) => `${what}: ${[...new Set(all.map(({ said }) => said))].sort().join(' | ')}`,
    )
    .filter((line) => !line.endsWith(': nothing'))
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('altered.txt')
})
