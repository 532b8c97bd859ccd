import type { WireAnswer } from '../../names.ts'
import { hasSucceeded } from '../../proof.ts'
import { unmetAddresses } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, words } from '../../text.ts'

/**
 * The application got the addresses of another name: one that the search list of resolv.conf made by appending a
 * domain, where a wildcard answers. Proved by asking that name. Fails when the target then fails or its addresses are
 * of the wrong class. Source: resolv.conf(5), `search` and `ndots`.
 */
export const dnsSearchListUsed: Rule = {
  code: 'dns-search-list-used',
  judge(view) {
    const by = searchedName(view)
    if (by === null) return null
    const { names, target } = view
    const own = names.wire.filter((w) => w.seen.type === 'A')
    const said = own.map((w) =>
      w.seen.addresses.length > 0 ? list(w.seen.addresses) : words(w.seen.failure),
    )
    const harms =
      unmetAddresses(view).length > 0 ||
      (target.scheme !== 'dns' && !hasSucceeded(view)) ||
      view.legs.some((leg) => leg.handshake?.failure)
    const domain = by.seen.name.slice(target.host.length + 1)
    return {
      severity: harms ? 'fail' : 'warn',
      subject: domain,
      summary: `The system’s lookup of ${target.host} gives ${list(names.application.map((n) => n.address))}, which is ${by.seen.name} in the search domain ${domain}; the name itself is ${list(said)} in DNS`,
      evidence: cite(names.lookup, by.seen, ...own.map((w) => w.seen)),
    }
  },
}

/** The answer for the longer name whose addresses the application got; null when none has them, or the name itself. */
export function searchedName({ names }: TargetView): WireAnswer | null {
  if (names.searched.length === 0) return null
  const own = names.wire.flatMap((w) => w.seen.addresses)
  const got = names.application.map((n) => n.address).filter((address) => !own.includes(address))
  if (got.length === 0 || got.length < names.application.length) return null
  return names.searched.find((w) => w.seen.addresses.some((a) => got.includes(a))) ?? null
}
