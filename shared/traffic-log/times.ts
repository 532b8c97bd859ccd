/** What the hours of a log are in: a fixed distance from UTC in minutes, or unknown. */
export type Zone = number | 'unknown'

/** Whether `6/7` is the 6th of July or the 7th of June; `open` while the file has not settled it. */
export type DayOrder = 'day-first' | 'month-first' | 'open'

const NUMERIC =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4}),?[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?([AP]M|[ap]\.?m\.?)?$/

/** `+09:00`, `-5`, `UTC+09:30`, `GMT-3`, `UTC`, `Z` in minutes; null for anything else, as for a name of a place. */
export function zoneOf(text: string): number | null {
  const found = /^(?:UTC|GMT|Z)?\s?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$/i.exec(text.trim())
  if (found === null || text.trim() === '') return null
  const [, sign, hours = '0', minutes = '0'] = found
  const distance = Number(hours) * 60 + Number(minutes)
  return distance > 14 * 60 ? null : sign === '-' ? -distance : distance
}

/** What a time of digits says of the order of its day and month: a number over 12 is a day, capitals are of the US portal. */
export function orderShownBy(text: string): DayOrder {
  const [, first = '', separator, second = '', , , , , , half] = NUMERIC.exec(text.trim()) ?? []
  if (first === '' || first.length === 4) return 'open'
  if (separator === '.' || Number(first) > 12) return 'day-first'
  if (Number(second) > 12 || half === 'AM' || half === 'PM') return 'month-first'
  return 'open'
}

/**
 * Milliseconds since 1970 of a time as a log has it: ISO 8601 with or without a zone, or digits in the order given.
 * Null for any other text, for local time of an unknown zone, and while the order is open.
 */
export function timeIn(text: string, zone: Zone, order: DayOrder): number | null {
  const trimmed = text.trim()
  if (/^\d{4}-\d\d-\d\d[T ].*(?:Z|[+-]\d\d:?\d\d)$/.test(trimmed))
    return orNull(Date.parse(trimmed.replace(' ', 'T')))
  const parts = partsOf(trimmed, order)
  if (parts === null || zone === 'unknown') return null
  return orNull(Date.UTC(...parts) - zone * 60_000)
}

type Parts = [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
]

function partsOf(text: string, order: DayOrder): Parts | null {
  const found = NUMERIC.exec(text)
  if (found === null) return null
  const [
    ,
    a = '',
    ,
    b = '',
    c = '',
    hour = '',
    minute = '',
    second = '0',
    fraction = '0',
    half = '',
  ] = found
  const [year, month, day] = dateOf(
    Number(a),
    Number(b),
    Number(c),
    a.length === 4 ? 'year-first' : order,
  )
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return null
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  return [year, month - 1, day, hourOf(Number(hour), half), Number(minute), Number(second), ms]
}

function dateOf(
  a: number,
  b: number,
  c: number,
  order: DayOrder | 'year-first',
): [number, number, number] {
  if (order === 'year-first') return [a, b, c]
  const year = c < 100 ? 2000 + c : c
  if (order === 'open') return [0, 0, 0]
  return order === 'day-first' ? [year, b, a] : [year, a, b]
}

function hourOf(hour: number, half: string): number {
  if (half === '') return hour
  const isAfternoon = half.toLowerCase().startsWith('p')
  return (hour % 12) + (isAfternoon ? 12 : 0)
}

function orNull(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms
}
