import type { AddressBook } from '../../shared/address/book.ts'
import { classify } from '../../shared/address/classify.ts'

/** Classes that a network leads by rules and routes of their own, so that they prove nothing of "public" addresses. */
const OF_THEIR_OWN = /^(google-|azure-platform|metadata|link-local|loopback)/

export function isPrivate(address: string, book: AddressBook): boolean {
  return classify(address, book).isPrivate
}

/** Whether an address takes the default route, as far as its class tells. */
export function isPublic(address: string, book: AddressBook): boolean {
  const about = classify(address, book)
  return !about.isPrivate && !OF_THEIR_OWN.test(about.kind)
}

/** Why one address answering proves nothing of another; null when they are led alike. */
export function unlike(a: string, b: string, book: AddressBook): string | null {
  const [one, other] = [classify(a, book), classify(b, book)]
  const bothPublic = isPublic(a, book) && isPublic(b, book)
  const alike = (one.isPrivate && other.isPrivate) || bothPublic || one.kind === other.kind
  if (!alike) return `${a} is ${one.kind} and ${b} is ${other.kind}`
  return a.includes(':') === b.includes(':') ? null : `${a} and ${b} are of two families`
}
