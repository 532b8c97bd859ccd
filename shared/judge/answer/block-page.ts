import { type Answer, headerOf, hostOf, isForPeople, titleOf, wordsOf } from './answer.ts'
import {
  ADMINISTRATOR,
  DENIES,
  DENIES_ELSEWHERE,
  DENIES_WEAKLY,
  LABELS,
  OF_THIS_REQUEST,
  POLICY,
  POLICY_ELSEWHERE,
} from './block-words.ts'
import { vendorIn, vendorNamedIn } from './vendors.ts'

/** Whoever answers by a page about policy, as far as it says. */
export interface BlockPage {
  readonly who: string
}

/** The weight a page must reach. */
const ENOUGH = 4
/** Characters of words: a page that blocks is short, and a text about policies is long. */
const BRIEF = 1500

/**
 * Whether an answer is the page of a filter, weighed by what it says: that it blocks, by whose rule, in which category,
 * for which user, whom to ask, and which product it names. One that came with success must speak of this very request,
 * and briefly. Only for answers without the service’s own marks.
 */
export function blockPageIn(answer: Answer): BlockPage | null {
  const { status } = answer
  if (status === null || status === 401 || status === 407) return null
  if (!isForPeople(answer)) return null
  const words = wordsOf(answer)
  const says = saysOf(answer, words)
  if (says < 2) return null
  const who = vendorIn(answer)
  if (says + (who === null ? 0 : 2) < ENOUGH) return null
  if (status < 300 && !isOfThisRequest(answer, words)) return null
  return { who: who ?? 'a web filter' }
}

function isOfThisRequest(answer: Answer, words: string): boolean {
  if (words.length > BRIEF) return false
  const host = hostOf(answer)
  const named = host !== '' && words.includes(host)
  return named || OF_THIS_REQUEST.test(words) || DENIES_ELSEWHERE.test(words)
}

function saysOf(answer: Answer, words: string): number {
  const denies = deniesBy(words) + deniesBy(titleOf(answer)) + 2 * deniesBy(reasonOf(answer))
  if (denies === 0) return 0
  const labels = new Set(words.match(LABELS) ?? []).size
  return denies + policyIn(words) + Math.min(labels, 2) + (ADMINISTRATOR.test(words) ? 1 : 0)
}

function deniesBy(text: string): number {
  if (DENIES.test(text) || DENIES_ELSEWHERE.test(text)) return 2
  return DENIES_WEAKLY.test(text) ? 1 : 0
}

/** Words of other languages count only in a page that blocks in one of them: some are English as well. */
function policyIn(words: string): number {
  if (POLICY.test(words)) return 2
  return DENIES_ELSEWHERE.test(words) && POLICY_ELSEWHERE.test(words) ? 2 : 0
}

/** `URLBlocked` reads as two words. */
function reasonOf(answer: Answer): string {
  return (answer.reason ?? '').replace(/([a-z]|URL)([A-Z])/g, '$1 $2').toLowerCase()
}

/** An answer for programs in which a product says by name that it blocked: no service says that of its own answers. */
export function namedBlock(answer: Answer): BlockPage | null {
  if (isForPeople(answer) || (answer.status ?? 0) < 400) return null
  const who = vendorNamedIn(answer)
  return who !== null && DENIES.test(wordsOf(answer)) ? { who } : null
}

/** A gateway that names itself next to a bare refusal with a reason phrase of its own, without a page. */
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
