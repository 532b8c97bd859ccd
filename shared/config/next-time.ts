import { parseSchedule } from './schedule.ts'

/** February 29 comes every four years, or eight around a century; what does not come by then never does. */
const YEARS = 9

/**
 * When a schedule (NCRONTAB, six fields) comes next, in UTC, strictly after a time; null: never. Day of the month and day of the
 * week must both fit, as NCRONTAB has it (crontab is content with one). Throws RangeError for what is not a valid schedule:
 * the configuration was checked.
 */
export function nextTime(schedule: string, after: Date): Date | null {
  const fields = parseSchedule(schedule)
  if (fields === null) throw new RangeError(`${JSON.stringify(schedule)} is not a valid schedule`)
  const [seconds, minutes, hours, days, months, weekdays] = fields.map((set) =>
    [...set].sort((a, b) => a - b),
  )
  const at = new Date(Math.floor(after.getTime() / 1000) * 1000 + 1000)
  const end = after.getUTCFullYear() + YEARS
  const fits = () =>
    months?.includes(at.getUTCMonth() + 1) &&
    days?.includes(at.getUTCDate()) &&
    weekdays?.includes(at.getUTCDay())
  while (at.getUTCFullYear() <= end) {
    const time = fits() ? timeFrom(at, hours ?? [], minutes ?? [], seconds ?? []) : null
    if (time !== null) return time
    at.setUTCDate(at.getUTCDate() + 1)
    at.setUTCHours(0, 0, 0, 0)
  }
  return null
}

/** When a schedule has come so many times after a time; null: never. */
export function dueTime(schedule: string, after: Date, times: number): Date | null {
  let due: Date | null = after
  for (let count = 0; count < times && due !== null; count++) due = nextTime(schedule, due)
  return due
}

/** The first time of the day of `at`, not before it; null: none is left on that day. */
function timeFrom(
  at: Date,
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
): Date | null {
  const now = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()] as const
  for (const hour of hours.filter((h) => h >= now[0])) {
    const sameHour = hour === now[0]
    for (const minute of minutes.filter((m) => !sameHour || m >= now[1])) {
      const second = seconds.find((s) => !(sameHour && minute === now[1]) || s >= now[2])
      if (second === undefined) continue
      const found = new Date(at)
      found.setUTCHours(hour, minute, second, 0)
      return found
    }
  }
  return null
}
