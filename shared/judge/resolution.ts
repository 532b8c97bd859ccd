import { type Realm, realmWord } from '../address/realm.ts'
import type { NamedAddress, WireAnswer } from './names.ts'
import type { TargetView } from './target-view.ts'
import { list } from './text.ts'

/** Answers that lead nowhere: what filtering resolvers give instead of an address. */
export function leadsNowhere({ about }: Pick<NamedAddress, 'about'>): boolean {
  return about.realm === 'nowhere' || about.kind === 'loopback'
}

/** Whether every address of the name leads nowhere, and nobody on this host wanted it so. */
export function isSinkholed(view: TargetView): boolean {
  const { host } = view.target
  // RFC 6761, 6.3: localhost names are loopback by definition.
  if (host === 'localhost' || host.endsWith('.localhost') || inHostsFile(view)) return false
  const { application, matters } = view.names
  return matters && application.length > 0 && application.every(leadsNowhere)
}

/** Whether the addresses that the application got come from the hosts file. */
export function inHostsFile(view: TargetView): boolean {
  const hosts = view.names.lookup?.hosts ?? []
  return view.names.application.some(({ address }) => hosts.includes(address))
}

/** Whether the name is to be answered from a private zone. */
export function wantsPrivate(view: TargetView): boolean {
  return view.expect.resolution === 'private'
}

/** The judged addresses that are not of the class expected; none when all are, or the name is sinkholed. */
export function unmetAddresses(view: TargetView): readonly NamedAddress[] {
  if (isSinkholed(view)) return []
  return view.names.judged.filter((named) => !fits(view.expect.resolution, named))
}

/** Whether an address is of the class that is expected. */
export function fits(
  resolution: TargetView['expect']['resolution'],
  { about }: Pick<NamedAddress, 'about'>,
): boolean {
  switch (resolution) {
    case 'any':
      return true
    case 'private':
      return about.isPrivate
    case 'public':
      return about.realm === 'public'
    default:
      return about.kind === resolution
  }
}

/** Whether a server gave addresses, and all of them private. */
export function isPrivateAnswer(view: TargetView, answer: WireAnswer): boolean {
  const kinds = classesOf(view, answer)
  return kinds.length > 0 && kinds.every(({ about }) => about.isPrivate)
}

/** The IPv4 addresses of an answer with their classes. */
export function classesOf(view: TargetView, answer: WireAnswer): readonly NamedAddress[] {
  return answer.seen.addresses.map((address) => ({ address, about: view.classify(address) }))
}

/** Addresses in a sentence: `20.60.1.2 (Storage.JapanEast)`. */
export function addressText({ address, about }: NamedAddress): string {
  return about.owner === null ? address : `${address} (${about.owner})`
}

/** The one realm that addresses share; null for a mixture, and for none. */
export function realmOfAll(named: readonly NamedAddress[]): Realm | null {
  const realms = new Set(named.map(({ about }) => about.realm))
  const [realm] = realms
  return realms.size === 1 && realm !== undefined ? realm : null
}

/** What addresses are called in a sentence: `the public 20.1.2.3`, `the mixed 10.0.0.1 and 20.1.2.3`. */
export function calledIn(named: readonly NamedAddress[]): string {
  const realm = realmOfAll(named)
  return `the ${realm === null ? 'mixed' : realmWord(realm)} ${list(named.map(addressText))}`
}
