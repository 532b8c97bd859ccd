import type { Environment } from '../shared/document/environment.ts'

/**
 * How long a request may take, in ms, where the platform does not say: the default of a Cloud Run service.
 * https://docs.cloud.google.com/run/docs/configuring/request-timeout
 */
const REQUEST = 300_000

/** The way of the answer, in ms. */
const WAY_BACK = 5_000

/** How long a request may take, in ms. */
export function requestTimeout(env: Environment): number {
  const seconds = Number(env['CLOUD_RUN_TIMEOUT_SECONDS'] ?? '')
  return seconds > 0 ? seconds * 1000 : REQUEST
}

/** When a request is answered at the latest, in ms: without a request under way the instance gets no CPU. */
export function answerDeadline(timeout: number): number {
  return Math.max(timeout - WAY_BACK, timeout / 2)
}
