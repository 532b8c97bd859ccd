import type { BareView } from './bare-view.ts'
import { answersA, decisive, type WireAnswer } from './names.ts'

/**
 * The name that Azure's resolver gives as an alias for one that a DNS security policy blocks; it never exists.
 * Source: https://learn.microsoft.com/azure/dns/dns-security-policy
 */
const BLOCKED = 'blockpolicy.azuredns.invalid'

/** The answer by which a DNS security policy of Azure blocks the name; null when none does. */
export function blockedByPolicy({ names }: Pick<BareView, 'names'>): WireAnswer | null {
  const answers = answersA(decisive(names))
  return answers.find((w) => w.facts?.chain.some(({ target }) => target === BLOCKED)) ?? null
}
