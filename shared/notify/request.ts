import type { Notification } from '../model/notification.ts'
import type { OutgoingRequest } from '../ports/sender.ts'
import { pagerdutyBody } from './pagerduty.ts'
import type { Receiver } from './receiver.ts'
import { signature } from './signature.ts'
import { slackBody } from './slack.ts'
import { teamsBody } from './teams.ts'
import { cloudEvent } from './webhook.ts'

/**
 * The HTTP request that tells a channel of a notification. Its URL and body may hold secrets: it is sent and never
 * logged or stored. `now` is the time of the signature, so an attempt an hour later is signed anew.
 */
export function requestFor(
  notification: Notification,
  { receiver }: Receiver,
  now: Date,
): OutgoingRequest {
  switch (receiver.kind) {
    case 'slack':
      return post(receiver.url, notification, slackBody(notification))
    case 'teams':
      return post(receiver.url, notification, teamsBody(notification))
    case 'pagerduty':
      return post(receiver.url, notification, pagerdutyBody(notification, receiver.key))
    case 'webhook': {
      const request = post(receiver.url, notification, cloudEvent(notification))
      const headers = {
        ...request.headers,
        'content-type': 'application/cloudevents+json; charset=utf-8',
        ...signature(notification.id, request.body, receiver.secret, now),
      }
      return { ...request, headers }
    }
    default:
      return receiver satisfies never
  }
}

function post(url: string, { id }: Notification, body: unknown): OutgoingRequest {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': id,
    'user-agent': 'perimeter',
  }
  return { url, method: 'POST', headers, body: JSON.stringify(body) }
}
