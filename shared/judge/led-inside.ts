import { googleDomain } from '../zone/google-domains.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { answersA, decisive, unique } from './names.ts'
import { inHostsFile } from './resolution.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName } from './text.ts'
import { isVendorHost } from './vendor-hosts.ts'
import type { Words } from './words.ts'

/**
 * What is in question first where DNS leads a vendor’s public name, which has no private endpoint of Azure or Google, to a
 * private address: that it does. The words as they came, where it is otherwise or expected.
 */
export function ledInside(view: TargetView, words: Words): Words {
  const { host } = view.target
  const { names, expect } = view
  if (expect.resolution !== 'any' || !names.matters || names.application.length === 0) return words
  if (!names.application.every(({ about }) => about.realm === 'private')) return words
  if (!isVendorHost(host) || zoneOf(host) !== null || googleDomain(host) !== null) return words
  if (inHostsFile(view)) return words
  const by = list(unique(answersA(decisive(names))).map(serverName)) || 'the system’s resolver'
  const to = list(names.application.map(({ address }) => address))
  return {
    ...words,
    cause: `${by} leads ${host}, a vendor’s public name, to the private ${to}: a mirror, a proxy or private access to the vendor that somebody set up; or a zone, response policy or filter that should not hold the name${meant(words.cause)}`,
    fix: `Ask whoever keeps ${by} why ${host} leads to ${to}; where it should lead outside, take the record or rule away${meant(words.fix)}`,
  }
}

function meant(words: string | undefined): string {
  return words === undefined ? '' : `. If it is meant: ${words}`
}
