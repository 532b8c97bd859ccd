import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'

/** Whether a flow came in from outside: from a public address to a private one. */
export function cameIn(source: string | null, target: string | null): boolean {
  return isAddress(source, false) && isAddress(target, true)
}

/** Whether a flow leaves a network: from a private address to a public one. */
export function leaves(source: string | null, target: string | null): boolean {
  return isAddress(source, true) && isAddress(target, false)
}

function isAddress(text: string | null, isPrivate: boolean): boolean {
  return (
    text !== null && parseIp(text) !== null && isPrivate === classify(text, EMPTY_BOOK).isPrivate
  )
}
