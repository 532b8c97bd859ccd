/**
 * RFC 3339; Cloud Scheduler sets it on jobs with a cron expression, and a retry of a run carries the time of the run
 * (UNVERIFIED: documented is only that it is the time of the schedule).
 * https://docs.cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs
 */
export const SCHEDULE_TIME = 'x-cloudscheduler-scheduletime'

/**
 * When the sweep was due that Cloud Scheduler asks for; null when somebody else asks, or it does not say. Anybody whom
 * IAM let in can send these headers: all that they can do is to get the answer of a sweep that is there.
 */
export function dueAt({ headers }: Request): Date | null {
  if (headers.get('x-cloudscheduler') !== 'true') return null
  const time = Date.parse(headers.get(SCHEDULE_TIME) ?? '')
  return Number.isNaN(time) ? null : new Date(time)
}
