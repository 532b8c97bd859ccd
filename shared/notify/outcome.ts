import type { ReceiverAddress } from '../config/receivers.ts'
import type { OutboxEntry } from '../model/notification.ts'
import type { Settlement } from '../ports/alert-entries.ts'
import type { HttpAnswer } from '../ports/http-answer.ts'
import { retryAfterOf } from '../ports/retry-after.ts'
import { visible } from '../view/visible.ts'
import { DELIVERY, waitAfter } from './retry.ts'

/** The receiver understood and will never take this very message; the next one may be better. */
const HOPELESS = [400, 413, 422]
/** Characters of a refusal that are kept: Slack and Teams say in a few words what is wrong. */
const EXCERPT = 160

/** What an attempt means for its notification. */
export function outcomeOf(
  entry: OutboxEntry,
  result: HttpAnswer,
  receiver: ReceiverAddress,
  now: Date,
  random: () => number,
): Settlement {
  const error = errorOf(result, receiver)
  if (error === null) return { state: 'delivered' }
  const failures = entry.attempts + 1
  const status = result.failure === null ? result.status : null
  if (status !== null && HOPELESS.includes(status)) return { state: 'dead', error }
  const age = now.getTime() - Date.parse(entry.notification.createdAt)
  if (age >= DELIVERY.age || failures >= DELIVERY.attempts) {
    return { state: 'dead', error: `${error}; given up after ${failures} attempts` }
  }
  const asked = result.failure === null ? retryAfterOf(result.headers['retry-after'], now) : null
  const wait = waitAfter(failures, asked, random)
  return { state: 'due', nextAt: new Date(now.getTime() + wait).toISOString(), error }
}

/** Why an attempt did not succeed, without any secret; null when it did. */
export function errorOf(result: HttpAnswer, receiver: ReceiverAddress): string | null {
  if (result.failure !== null) return withoutSecrets(result.failure, receiver) ?? 'not sent'
  if (result.status >= 200 && result.status < 300) return null
  const excerpt = withoutSecrets(visible(result.body.slice(0, EXCERPT)).trim(), receiver)
  return excerpt === null || excerpt === ''
    ? `HTTP ${result.status}`
    : `HTTP ${result.status}: ${excerpt}`
}

/** The text, unless it holds a part of a secret: some servers answer with what they were sent. */
function withoutSecrets(text: string, receiver: ReceiverAddress): string | null {
  const secrets = [
    ...secretParts(receiver.url),
    ...(receiver.kind === 'pagerduty' ? [receiver.key] : []),
    ...(receiver.kind === 'webhook' && receiver.secret !== null ? [receiver.secret] : []),
  ]
  const lower = text.toLowerCase()
  return secrets.some((secret) => lower.includes(secret.toLowerCase())) ? null : text
}

/** What of a webhook's URL is a secret: all but the host, each part on its own. */
function secretParts(text: string): readonly string[] {
  const { pathname, search, username, password } = new URL(text)
  const parts = [...pathname.split('/'), ...search.split(/[?&=]/), username, password]
  const shortest = 6
  return [...parts, ...parts.map(decoded)].filter((part) => part.length >= shortest)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
