import { type Incident, isSilenced } from '../model/incident.ts'
import { WEEKDAYS } from '../model/weekday.ts'
import { fitsAny, fitsGlob } from '../target/glob.ts'
import type { AlertPolicy, MaintenanceWindow, Silence, WeeklyWindow } from './policy.ts'

/**
 * Why nobody must be told of an incident at a time; null: tell. It is quiet only when every one of its targets is:
 * one target outside of the window or silence is enough to be told.
 */
export function quietReason(incident: Incident, at: string, policy: AlertPolicy): string | null {
  if (isSilenced(incident, at)) return `it is silenced until ${incident.silencedUntil}`
  const silences = policy.silences.filter((silence) => holds(silence, incident, at))
  const silenced = incident.targets.every((id) => silences.some((s) => fitsAny(id, s.targets)))
  if (silenced && silences.length > 0) return silenceText(silences)
  const windows = policy.maintenance.filter((window) => isOpen(window, at))
  const covered = incident.targets.every((id) => windows.some((w) => fitsAny(id, w.targets)))
  return covered && windows.length > 0 ? `maintenance ${windows.map(windowText).join(', ')}` : null
}

/** Whether the whole vantage is in maintenance at a time. */
export function isQuietForAll(at: string, { maintenance }: AlertPolicy): boolean {
  return maintenance.some((window) => window.targets === null && isOpen(window, at))
}

function holds({ code, subject, until }: Silence, incident: Incident, at: string): boolean {
  if (until !== null && Date.parse(at) >= Date.parse(until)) return false
  if (code !== null && code !== incident.code) return false
  return subject === null || fitsGlob(incident.subject, subject)
}

function silenceText(silences: readonly Silence[]): string {
  return silences
    .map(({ reason, until }) => `silenced${until === null ? '' : ` until ${until}`}: ${reason}`)
    .join(', ')
}

function isOpen(window: MaintenanceWindow, at: string): boolean {
  if ('days' in window) return isOpenWeekly(window, at)
  const time = Date.parse(at)
  return time >= Date.parse(window.from) && time < Date.parse(window.to)
}

/** By the clock on the wall of that place, so that it keeps its hour through a change to summer time. */
function isOpenWeekly({ days, from, to, timezone }: WeeklyWindow, at: string): boolean {
  const { day, time } = localTime(at, timezone)
  const today = WEEKDAYS.indexOf(day)
  const yesterday = WEEKDAYS[(today + 6) % 7] ?? day
  if (from < to) return days.includes(day) && time >= from && time < to
  return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to)
}

function localTime(at: string, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(Date.parse(at))
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  const day = part('weekday').toLowerCase()
  return {
    day: WEEKDAYS.find((weekday) => weekday === day) ?? 'sun',
    time: `${part('hour')}:${part('minute')}`,
  }
}

function windowText(window: MaintenanceWindow): string {
  const when =
    'days' in window
      ? `${window.days.join(' ')} ${window.from}-${window.to} ${window.timezone}`
      : `${window.from} to ${window.to}`
  return window.reason === null ? when : `${when} (${window.reason})`
}
