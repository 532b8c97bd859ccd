import type { RequestObservation } from '../shared/model/observation.ts'
import { isWebSocket, takes } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { cleaned, withoutSecrets } from './redact.ts'
import type { Ask } from './steps/request.ts'
import { webSocketUpgrade } from './websocket.ts'

/** The parts of a request that a target may set. */
type Carried = Pick<Ask, 'method' | 'headers' | 'body' | 'upgrade'>

const PLAIN: Carried = { method: 'GET', headers: {} }

/**
 * What the request of a target carries. Where TLS did not show that the other end is the target's, it is a bare GET: a
 * device on the way gets neither what is secret nor an order that was meant for the service.
 */
export function carriedBy(target: Target, trusted: boolean): Carried {
  const carried = ownOf(target, trusted)
  return isWebSocket(target.scheme) ? { ...carried, upgrade: webSocketUpgrade() } : carried
}

function ownOf({ scheme, sent }: Target, trusted: boolean): Carried {
  if (sent === undefined) return PLAIN
  const clear = !takes(scheme, 'handshake') && sent.secrets.length === 0
  if (!trusted && !clear) return PLAIN
  const { method, headers, body } = sent
  return { method, headers, ...(body !== null && { body }) }
}

/** The same observation with what the request carried, by name, and without the secrets that the answer echoed. */
export function asCarried(
  seen: RequestObservation,
  { sent }: Target,
  { headers, body = '' }: Carried,
): RequestObservation {
  if (sent === undefined) return seen
  const names = Object.keys(sent.headers).filter((name) => Object.hasOwn(headers, name))
  const clean = cleaned(seen, (text) => withoutSecrets(text, sent.secrets))
  const carries = names.length > 0 || body !== ''
  const what = { headers: names, bodyBytes: Buffer.byteLength(body) }
  return { ...clean, ...(carries && { sent: what }) }
}
