import type { Complaint } from '../document/problem.ts'

interface Field {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly words: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const FIELDS: readonly Field[] = [
  { name: 'seconds', from: 0, to: 59, words: [] },
  { name: 'minutes', from: 0, to: 59, words: [] },
  { name: 'hours', from: 0, to: 23, words: [] },
  { name: 'days of the month', from: 1, to: 31, words: [] },
  { name: 'months', from: 1, to: 12, words: MONTHS },
  { name: 'days of the week', from: 0, to: 6, words: DAYS },
]

const EXAMPLE = '"0 */5 * * * *" runs every five minutes'

/**
 * Whether a text is an NCRONTAB expression of six fields, as the timer trigger of Azure Functions takes it:
 * numbers, names of months and weekdays, `*`, ranges, lists and steps. Libraries for cron mean other things by six fields:
 * 7 is a Sunday there, L, # and ? are taken, and `20/1` goes on to the end of the field.
 */
export function scheduleComplaint(text: string): Complaint | null {
  const parts = text.trim().split(/\s+/)
  return fieldsComplaint(parts) ?? (isEver(parts) ? null : NEVER)
}

function fieldsComplaint(parts: readonly string[]): Complaint | null {
  if (parts.length !== FIELDS.length) {
    return {
      message: `has ${parts.length} fields, not six`,
      remedy: `Write second, minute, hour, day, month, weekday: ${EXAMPLE}`,
    }
  }
  const wrong = FIELDS.find((field, i) => !isField(parts[i] ?? '', field))
  if (wrong === undefined) return null
  return {
    message: `is wrong in the field for ${wrong.name}`,
    remedy: `It takes *, ${wrong.from} to ${wrong.to}, ranges a-b, lists a,b and steps */n: ${EXAMPLE}`,
  }
}

const NEVER: Complaint = {
  message: 'names days that its months do not have, so no sweep would ever start',
  remedy: `Choose a day that one of the months has: ${EXAMPLE}`,
}

/** The days of each month, in a leap year. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isEver(parts: readonly string[]): boolean {
  const [, , , days = new Set(), months = new Set()] = valuesOfAll(parts)
  const first = Math.min(...days)
  return [...months].some((month) => first <= (LONGEST[month - 1] ?? 0))
}

/** A schedule as the values that each field allows, in the order of the text; null when it is none. */
export function parseSchedule(text: string): readonly ReadonlySet<number>[] | null {
  const parts = text.trim().split(/\s+/)
  return fieldsComplaint(parts) === null ? valuesOfAll(parts) : null
}

function valuesOfAll(parts: readonly string[]): readonly ReadonlySet<number>[] {
  return FIELDS.map((field, i) => valuesOf(parts[i] ?? '', field))
}

/** NCRONTAB: a step after a single number counts from it to the end of the field, except a step of one. */
function valuesOf(text: string, field: Field): ReadonlySet<number> {
  const values = new Set<number>()
  for (const term of text.split(',')) {
    const [range = '', stepText = '1'] = term.split('/')
    const step = Number(stepText)
    const [first = field.from, last = first] =
      range === '*' ? [field.from, field.to] : range.split('-').map((end) => numberOf(end, field))
    const open = step > 1 && !range.includes('-')
    for (let n = first; n <= (open ? field.to : last); n += step) values.add(n)
  }
  return values
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((term) => {
    const [, range = '', , step] = /^([^/]+)(\/(\d+))?$/.exec(term) ?? []
    if (step !== undefined && (Number(step) < 1 || Number(step) > field.to)) return false
    return isRange(range, field)
  })
}

function isRange(text: string, field: Field): boolean {
  if (text === '*') return true
  const ends = text.split('-').map((end) => numberOf(end, field))
  const [first = -1, last = first] = ends
  return ends.length <= 2 && first >= field.from && last >= first && last <= field.to
}

function numberOf(text: string, field: Field): number {
  const word = field.words.indexOf(text.toLowerCase())
  if (word !== -1) return word + field.from
  return /^\d{1,2}$/.test(text) ? Number(text) : -1
}
