import type { Notification } from '../model/notification.ts'

/**
 * A CloudEvent 1.0 in structured JSON (https://github.com/cloudevents/spec, json-format). `id` with `source` is
 * unique for each event and channel; an event that is delivered twice has it both times.
 */
export function cloudEvent(notification: Notification): Record<string, unknown> {
  const { id, vantage, incident, what, createdAt, payload } = notification
  return {
    specversion: '1.0',
    id,
    source: `/perimeter/${encodeURIComponent(vantage.toWellFormed())}`,
    type: `perimeter.incident.${what}`,
    ...(incident === null ? {} : { subject: incident }),
    time: createdAt,
    datacontenttype: 'application/json',
    data: { what, ...payload },
  }
}
