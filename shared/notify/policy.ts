import type { AlertPolicy, MaintenanceWindow } from '../alerts/policy.ts'
import type { Config } from '../config/schema.ts'
import { SEVERITIES } from '../model/finding.ts'
import { receiversOf } from './receiver.ts'

/** The policy of a configuration, without URLs and keys: what is derived from it can be stored and shown. */
export function alertPolicy(
  alerts: Config['alerts'],
  schedule: Config['schedule'] | null,
): AlertPolicy {
  const channels = receiversOf(alerts).map(({ receiver: _, ...channel }) => channel)
  const wanted = new Set([...alerts.openOn, ...channels.flatMap(({ on }) => on)])
  return {
    openAfter: alerts.openAfter,
    closeAfter: alerts.closeAfter,
    agree: alerts.agree,
    opens: SEVERITIES.filter((severity) => wanted.has(severity)),
    remindEvery: alerts.remindEvery === 0 ? null : alerts.remindEvery,
    flapping: alerts.flapping,
    maintenance: alerts.maintenance.map(windowOf),
    silences: alerts.silences.map(({ code, subject, targets, until, reason }) => ({
      code: code ?? null,
      subject: subject ?? null,
      targets: targets ?? null,
      until: until ?? null,
      reason,
    })),
    channels,
    schedule,
    page: alerts.page ?? null,
  }
}

type Written = Config['alerts']['maintenance'][number]

function windowOf({ days, from, to, timezone, targets, reason }: Written): MaintenanceWindow {
  const common = { from, to, targets: targets ?? null, reason: reason ?? null }
  return days === undefined ? common : { ...common, days, timezone: timezone ?? 'UTC' }
}
