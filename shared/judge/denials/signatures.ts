import { isBelow } from '../../zone/site.ts'
import { type Answer, headerOf, hostOf, wholeText } from '../answer/answer.ts'
import { vendorIn } from '../answer/vendors.ts'
import { AZURE_DENIALS } from './azure.ts'
import { DEVICES, SOME_FILTER } from './devices.ts'
import { GOOGLE_DENIALS } from './google.ts'
import type { Signature } from './signature.ts'
import { unknownForm } from './unknown-form.ts'

/** Known denials, the most specific first. */
export const SIGNATURES: readonly Signature[] = [...DEVICES, ...GOOGLE_DENIALS, ...AZURE_DENIALS]

/**
 * The known denial that an answer is, or a refusal for the network in words of its own; null for any other. An answer
 * that the service marked as its own may hold the words that filters have in common.
 */
export function denialsOf(answer: Answer, marked: boolean): Signature | null {
  const host = hostOf(answer)
  const known = SIGNATURES.find(
    (signature) => !(marked && signature.who === SOME_FILTER) && matches(signature, answer, host),
  )
  if (known === undefined) return unknownForm(answer)
  return known.who === SOME_FILTER ? { ...known, who: vendorIn(answer) ?? SOME_FILTER } : known
}

function matches(
  { hosts, status, header, body }: Signature,
  answer: Answer,
  host: string,
): boolean {
  if (status !== undefined && !status.includes(answer.status ?? 0)) return false
  if (hosts !== undefined && !isBelow(host, hosts)) return false
  if (header !== undefined && !header[1].test(headerOf(answer, header[0]))) return false
  return body === undefined || body.test(wholeText(answer))
}
