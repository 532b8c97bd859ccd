import { blockedByPolicy } from '../../blocked-by-policy.ts'
import { emptyPrivateZone } from '../../empty-zone.ts'
import { lacksFamily, nameTrouble } from '../../name-trouble.ts'
import { answersA, decisive } from '../../names.ts'
import { queried } from '../../queried.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { strippedCause } from '../../stripped.ts'
import { list, serverName } from '../../text.ts'

/**
 * The name exists and has no address of use here (NOERROR, empty): a wildcard hidden by a deeper record, an
 * alias that ends nowhere, or only the other family. Source: RFC 2308, 2.2; RFC 4592;
 * https://docs.cloud.google.com/dns/docs/troubleshooting.
 */
export const dnsNoAnswer: Rule = {
  code: 'dns-no-answer',
  judge(view) {
    const records = queried(view, 'no-answer')
    if (records !== null) return records
    if (nameTrouble(view) !== 'no-answer' || blockedByPolicy(view) !== null) return null
    if (emptyPrivateZone(view)?.privateLink) return null
    const { names, target } = view
    if (lacksFamily(view)) {
      const family = target.family === 'ipv6' ? 'IPv6' : 'IPv4'
      const found = list(names.lookup?.addresses ?? [])
      return {
        subject: target.host,
        summary: `${target.host} has no ${family} address, and this target is connected to by ${family} alone; it has ${found}`,
        evidence: cite(names.lookup, ...names.wire.map((w) => w.seen)),
      }
    }
    const empty = answersA(decisive(names)).filter((w) => w.seen.failure?.code === 'dns_no_answer')
    const alias = empty.find((w) => (w.facts?.chain.length ?? 0) > 0)?.facts?.chain.at(-1)?.target
    const v6 = names.wire.filter((w) => w.seen.type === 'AAAA' && w.seen.addresses.length > 0)
    const who =
      empty.length === 0 ? 'the system’s lookup' : list(empty.map((w) => serverName(w.server)))
    const end = alias === undefined ? '' : `; its alias ends at ${alias}`
    const only =
      v6.length === 0 ? '' : `; only IPv6 exists: ${list(v6.flatMap((w) => w.seen.addresses))}`
    return {
      subject: target.host,
      ...(v6.length === 0 ? strippedCause(view) : {}),
      summary: `${target.host} exists, but ${who} gives no address for it${end}${only}`,
      evidence: cite(names.lookup, ...empty.map((w) => w.seen), ...v6.map((w) => w.seen)),
    }
  },
}
