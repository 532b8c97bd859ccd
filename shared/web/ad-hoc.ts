import { authorityOf } from '../address/authority.ts'
import { canonicalIp, parseIp } from '../address/ip.ts'
import { refusedBecause, refusedName } from '../address/refused.ts'
import { configFrom } from '../config/load.ts'
import { plan } from '../config/plan.ts'
import type { PlanOptions } from '../config/planning.ts'
import type { Config } from '../config/schema.ts'
import { HIDDEN, type Origin, type Problem, quoteValue } from '../document/problem.ts'
import { withoutCredentials } from '../document/url-credential.ts'
import type { Target } from '../model/target.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { allowedAddresses, isAllowed } from './allow.ts'

export type AdHocResult =
  | { readonly target: Target; readonly refused: null }
  | {
      readonly target: null
      readonly refused: { readonly status: 400 | 403; readonly detail: string }
    }

/** No id of the configuration begins like this: targets of its own have no slash, catalogs have their name first. */
const PREFIX = 'on-demand:'

/**
 * A target from a URL and an expectation that a caller gave, in the form of the configuration. Refused unless
 * `onDemand.allow` admits it, before anything is sent; what its name leads to is refused by guardedSweep.
 */
export function adHocTarget(
  given: { readonly url: string; readonly expect: Readonly<Record<string, unknown>> },
  config: Config,
  planning: PlanOptions,
): AdHocResult {
  const refusal = refusalOf(given.url, config)
  if (refusal !== null) return { target: null, refused: refusal }
  const pattern = patternIn(given.expect)
  if (pattern !== null) return refuse(400, pattern)
  const entry = { name: withoutCredentials(given.url), url: given.url, expect: given.expect }
  const checked = configFrom({ targets: [entry] }, ORIGIN)
  if (checked.config === null) return refuse(400, textOf(checked.problems))
  const { targets, problems } = plan(
    { ...config, catalogs: [], targets: checked.config.targets },
    planning,
  )
  const [target] = targets
  if (target === undefined || problems.length > 0) return refuse(400, textOf(problems))
  return { target: { ...target, id: `${PREFIX}${target.url}`, name: target.url }, refused: null }
}

function refuse(status: 400 | 403, detail: string): AdHocResult {
  return { target: null, refused: { status, detail } }
}

/** What is wrong with where a URL leads, as far as its text tells. */
function refusalOf(
  url: string,
  { onDemand }: Config,
): { readonly status: 400 | 403; readonly detail: string } | null {
  const { endpoint, complaint } = parseTargetUrl(url)
  if (complaint !== null) {
    return { status: 400, detail: `The URL ${complaint.message}. ${complaint.remedy}` }
  }
  const { host, port, server } = endpoint
  if (server !== undefined) {
    return {
      status: 403,
      detail: 'A name server of one’s own choice is asked for a configured target only',
    }
  }
  if (!isAllowed(onDemand.allow, host, port)) {
    const what = authorityOf({ host, port })
    return { status: 403, detail: `onDemand.allow of the configuration does not admit ${what}` }
  }
  const named = allowedAddresses(onDemand.allow).some(
    ({ address }) => address === canonicalIp(host),
  )
  const because = parseIp(host) === null ? refusedName(host) : named ? null : refusedBecause(host)
  return because === null
    ? null
    : { status: 403, detail: `${host} is not checked on demand: ${because}` }
}

/** A pattern of a caller's could run for ever on an answer; those of the configuration are the operator's. */
function patternIn(expect: Readonly<Record<string, unknown>>): string | null {
  const { body, headers } = (expect['http'] ?? {}) as { body?: unknown; headers?: unknown }
  const texts = [body, ...Object.values(headers ?? {})]
  const found = texts.some((text) => typeof text === 'string' && /^\/.*\/$/s.test(text))
  return found ? 'expect.http takes plain texts here, no /pattern/' : null
}

/** Places in a body. */
const ORIGIN: Origin = {
  position: (path, key) => ({
    file: 'body',
    line: 0,
    column: 0,
    key: [...path.slice(2), ...(key === undefined ? [] : [key])].map(String).join('.'),
  }),
  quote: (_, value, secret) => (secret ? HIDDEN : quoteValue(value)),
  variables: () => [],
}

function textOf(problems: readonly Problem[]): string {
  return problems
    .slice(0, 5)
    .map(({ key, message, remedy }) => `${key === '' ? '' : `${key}: `}${message}. ${remedy}`)
    .join('; ')
}
