import type { Severity } from '../model/finding.ts'
import type { Notification } from '../model/notification.ts'

/** PagerDuty's limit for payload.summary. The dedup_key may have 255 characters; ids of incidents have fewer. */
const SUMMARY = 1024

const SEVERITY = {
  fail: 'critical',
  inconclusive: 'error',
  warn: 'warning',
  info: 'info',
} as const satisfies Record<Severity, string>

/**
 * An event of the Events API v2. The incident's id is the dedup_key, so that every event of an incident meets one
 * alert there, and so do those of other vantages that go on with its messages: opened and reminded trigger, closed
 * resolves.
 * https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
 */
export function pagerdutyBody(notification: Notification, key: string): Record<string, unknown> {
  const { id, incident, thread, what, vantage, createdAt, payload } = notification
  const { title, text, severity, links, incident: snapshot } = payload
  const common = { routing_key: key, dedup_key: thread ?? incident ?? id }
  // A silence is over when it is reported: an alert for it would wake somebody and never be resolved.
  if (what === 'closed' || what === 'silent') return { ...common, event_action: 'resolve' }
  return {
    ...common,
    event_action: 'trigger',
    client: 'Perimeter',
    links: links.map((link) => ({ href: link.href, text: link.text })),
    payload: {
      summary: title.slice(0, SUMMARY).toWellFormed(),
      source: vantage,
      severity: SEVERITY[severity],
      timestamp: createdAt,
      ...(snapshot === null
        ? {}
        : { component: snapshot.subject.slice(0, SUMMARY).toWellFormed(), class: snapshot.code }),
      custom_details: { what, text, targets: snapshot?.targets ?? [] },
    },
  }
}
