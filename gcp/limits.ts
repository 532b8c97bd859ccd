import type { Environment } from '../shared/document/environment.ts'

/**
 * How long a request may take, in ms, where the platform does not say: the default of a Cloud Run service.
 * https://docs.cloud.google.com/run/docs/configuring/request-timeout
 */
const REQUEST = 300_000

/** The way of the answer, in ms. */
const WAY_BACK = 5_000

/**
 * For how long after its start the path of an instance may not be open, in ms. Google documents a minute or more for
 * Direct VPC egress (https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc).
 */
const WARM_UP = 120_000

/** How long a request may take, in ms. */
export function requestTimeout(env: Environment): number {
  const seconds = Number(env['CLOUD_RUN_TIMEOUT_SECONDS'] ?? '')
  return seconds > 0 ? seconds * 1000 : REQUEST
}

/** When a request is answered at the latest, in ms: without a request under way the instance gets no CPU. */
export function answerDeadline(timeout: number): number {
  return Math.max(timeout - WAY_BACK, timeout / 2)
}

/** What is left of the warm-up of an instance of that age, in ms; `configured` is limits.warmUp, 0 for our own. */
export function warmUpLeft(configured: number, age: number): number {
  return Math.max(0, (configured || WARM_UP) - age)
}
