import type { TargetAuth } from '../../model/target.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CloudApi } from '../../ports/cloud-api.ts'
import type { HttpAnswer } from '../../ports/http-answer.ts'
import { retryAfterOf } from '../../ports/retry-after.ts'
import type { Token } from '../../ports/token-source.ts'
import { type Asked, objectIn, refusal, troubled } from './trouble.ts'

/** Bounds of one pull. */
export interface PullLimits {
  /** Calls, those that are repeated included. */
  readonly calls: number
  /** All of it, in ms. */
  readonly ms: number
}

export interface CallerParts {
  readonly api: CloudApi
  /** A token; another one than `refused`, which the cloud does not take any more. Never throws. */
  readonly tokens: (auth: TargetAuth, refused: string | null) => Promise<Token>
  readonly clock: Clock
  /** Waits so many ms; ends early at the signal. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly limits: PullLimits
  readonly signal: AbortSignal
}

/** One question to a cloud. */
export interface Question {
  readonly auth: TargetAuth
  readonly url: string
  /** JSON to post; absent: it is a GET. */
  readonly body?: object
}

/** What one call may take, in ms. */
const CALL = 20_000
/** How often a call is made that is throttled or meets an outage. */
const ATTEMPTS = 4
/** The first wait of our own, in ms; it doubles. */
const WAIT = 1_000
const PASSING: readonly number[] = [429, 500, 502, 503, 504]

/** Asks the APIs of the clouds within the bounds of one pull. */
export class Caller {
  readonly #parts: CallerParts
  readonly #end: number
  #calls = 0

  constructor(parts: CallerParts) {
    this.#parts = parts
    this.#end = parts.clock.now() + parts.limits.ms
  }

  /** How many calls there were. */
  get calls(): number {
    return this.#calls
  }

  /** The object that a cloud answers with. A call is repeated as the cloud asks for, and once with a new token. */
  async ask(question: Question): Promise<Asked> {
    let refused: string | null = null
    for (let attempt = 1; ; attempt += 1) {
      const ended = this.#ended()
      if (ended !== null) return ended
      const { token, failure } = await this.#parts.tokens(question.auth, refused)
      if (token === null) return troubled('no-token', `could not be asked: ${failure}`)
      const answer = await this.#call(question, token)
      if (isExpired(answer) && refused === null) {
        refused = token
        continue
      }
      const over = await this.#pause(answer, attempt)
      if (over !== null) return over
    }
  }

  /** Waits until the call may be made again; else what it came to. */
  async #pause(answer: HttpAnswer, attempt: number): Promise<Asked | null> {
    const { clock, sleep, signal } = this.#parts
    const wait = attempt < ATTEMPTS ? waitAfter(answer, attempt, clock) : null
    if (wait === null) return askedOf(answer)
    if (wait >= this.#left()) return troubled('ended', `asks to wait ${seconds(wait)}`)
    await sleep(wait, signal)
    return null
  }

  async #call({ url, body }: Question, token: string): Promise<HttpAnswer> {
    const { api, signal } = this.#parts
    this.#calls += 1
    const json = body === undefined ? null : JSON.stringify(body)
    return await api({ url, token, body: json }, Math.min(CALL, this.#left()), signal)
  }

  #left(): number {
    return this.#end - this.#parts.clock.now()
  }

  #ended(): Asked | null {
    const { limits, signal } = this.#parts
    if (signal.aborted) return troubled('ended', 'was not asked: the program ends')
    if (this.#calls >= limits.calls) {
      return troubled('ended', `was not asked: ${limits.calls} calls were made`)
    }
    if (this.#left() > 0) return null
    return troubled('ended', `was not asked: ${seconds(limits.ms)} were over`)
  }
}

function isExpired(answer: HttpAnswer): boolean {
  return answer.failure === null && answer.status === 401
}

/** The wait, in ms, before a call is made again; null: it is not. */
function waitAfter(answer: HttpAnswer, attempt: number, clock: Clock): number | null {
  const own = WAIT * 2 ** (attempt - 1)
  if (answer.failure !== null) return own
  if (!PASSING.includes(answer.status)) return null
  const { headers } = answer
  return (
    retryAfterOf(headers['retry-after'], clock.date()) ??
    quotaReset(headers['x-ms-user-quota-resets-after']) ??
    own
  )
}

/**
 * Resource Graph says when its quota is full again, as hh:mm:ss.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
function quotaReset(text: string | undefined): number | null {
  const [, hours, minutes, rest] = /^(\d{2}):(\d{2}):(\d{2})/.exec(text ?? '') ?? []
  if (hours === undefined) return null
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(rest)) * 1000
}

function askedOf(answer: HttpAnswer): Asked {
  if (answer.failure !== null) return troubled('failed', `had no answer: ${answer.failure}`)
  const { status, body } = answer
  if (status === 200) return objectIn(body)
  if (status === 401) {
    return troubled(
      'no-token',
      'was refused with status 401: the token is not taken, renewed or not',
    )
  }
  return refusal(status, body)
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`
}
