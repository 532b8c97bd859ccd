import { scheduleComplaint } from '../shared/config/schedule.ts'
import type { Environment } from '../shared/document/environment.ts'

/** The app setting with the schedule; the host resolves its name, so that a change needs no other package. */
const SETTING = 'PERIMETER_SCHEDULE'

/** That of a configuration that names none: every five minutes. */
const DEFAULT_SCHEDULE = '0 */5 * * * *'

/**
 * The schedule of the timer as it is registered. A setting that is missing or wrong would be an error of the host, which
 * then runs no sweep at all: the timer runs by the default instead, and the complaint says so.
 */
export function timerSchedule(env: Environment): {
  readonly registered: string
  readonly effective: string
  readonly complaint: string | null
} {
  const given = env[SETTING] ?? ''
  const wrong = given === '' ? null : scheduleComplaint(given)
  if (given !== '' && wrong === null) {
    return { registered: `%${SETTING}%`, effective: given, complaint: null }
  }
  const why = wrong === null ? 'is not set' : `${wrong.message}. ${wrong.remedy}`
  return {
    registered: DEFAULT_SCHEDULE,
    effective: DEFAULT_SCHEDULE,
    complaint: `The app setting ${SETTING} ${why}; the timer runs by ${DEFAULT_SCHEDULE}`,
  }
}
