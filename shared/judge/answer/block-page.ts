import { type Answer, headerOf, isForPeople, titleOf, wordsOf } from './answer.ts'
import {
  ADMINISTRATOR,
  DENIES,
  DENIES_ELSEWHERE,
  DENIES_WEAKLY,
  LABELS,
  POLICY,
  POLICY_ELSEWHERE,
} from './block-words.ts'
import { vendorIn } from './vendors.ts'

/** Whoever answers by a page about policy, as far as it says. */
export interface BlockPage {
  readonly who: string
}

/** Weights a page must reach; one that came with success must say more, and briefly. */
const ENOUGH = 4
const ENOUGH_OF_SUCCESS = 5
/** Characters of words: a page that blocks is short, and a text about policies is long. */
const BRIEF = 1500

/**
 * Whether an answer is the page of a filter, weighed by what it says: that it blocks, by whose rule, in which category,
 * for which user, whom to ask, and which product it names. Only for answers without the service’s own marks.
 */
export function blockPageIn(answer: Answer): BlockPage | null {
  const { status } = answer
  if (status === null || status === 401 || status === 407 || !isForPeople(answer)) return null
  const words = wordsOf(answer)
  const who = vendorIn(answer)
  const says = saysOf(answer, words)
  const weight = says + (who === null ? 0 : 2)
  const success = status < 300
  const enough = success ? ENOUGH_OF_SUCCESS : ENOUGH
  if (says < 2 || weight < enough || (success && words.length > BRIEF)) return null
  return { who: who ?? 'a web filter' }
}

function saysOf(answer: Answer, words: string): number {
  const denies =
    deniesBy(words) + deniesBy(titleOf(answer)) + (deniesBy(reasonOf(answer)) > 0 ? 2 : 0)
  if (denies === 0) return 0
  const labels = new Set(words.match(LABELS) ?? []).size
  return denies + policyIn(words) + Math.min(labels, 2) + (ADMINISTRATOR.test(words) ? 1 : 0)
}

function deniesBy(text: string): number {
  if (DENIES.test(text) || DENIES_ELSEWHERE.test(text)) return 2
  return DENIES_WEAKLY.test(text) ? 1 : 0
}

function policyIn(words: string): number {
  return POLICY.test(words) || POLICY_ELSEWHERE.test(words) ? 2 : 0
}

/** `URLBlocked` reads as two words. */
function reasonOf(answer: Answer): string {
  return (answer.reason ?? '').replace(/([a-z]|URL)([A-Z])/g, '$1 $2').toLowerCase()
}

/** A gateway that names itself beside a bare refusal with a reason phrase of its own, without a page. */
export function bareBlock(answer: Answer): BlockPage | null {
  const refuses = answer.status === 403 || (answer.status ?? 0) >= 500
  if (!refuses || answer.body.length > 0) return null
  const said = reasonOf(answer)
  if (!DENIES.test(said) && !POLICY.test(said)) return null
  return {
    who:
      vendorIn(answer) ?? (headerOf(answer, 'via') === '' ? 'a web filter' : 'a proxy on the way'),
  }
}
