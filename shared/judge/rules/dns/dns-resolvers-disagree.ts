import { answersA, type WireAnswer } from '../../names.ts'
import { classesOf, inHostsFile, isPrivateAnswer } from '../../resolution.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'
import { list, serverName } from '../../text.ts'

/**
 * Two resolvers answer one question in ways that matter: private here and public there, two private sets
 * without a common address, or a name that exists for one only. Rotating public addresses are no difference.
 * Between resolvers of the system it makes failures come and go (D15 of azure.md 3.2): a warning. Against a
 * resolver asked for comparison it is the rule for private names (peers.md 2.2, SQ): said, not warned of.
 */
export const dnsResolversDisagree: Rule = {
  code: 'dns-resolvers-disagree',
  judge(view) {
    const parties = [...partiesOf(view)]
    const pair = differing(parties)
    if (pair === null) return null
    const [a, b] = pair
    const { host } = view.target
    return {
      severity: a.system && b.system ? 'warn' : 'info',
      subject: host,
      summary: `${a.who} answers ${host} with ${a.text}, ${b.who} with ${b.text}`,
      evidence: cite(...a.seen, ...b.seen),
    }
  },
}

interface Party {
  readonly who: string
  readonly system: boolean
  readonly kind: 'private' | 'public' | 'nothing'
  readonly addresses: readonly string[]
  readonly text: string
  readonly seen: readonly WireAnswer['seen'][]
}

const NOTHING: Readonly<Record<string, string>> = {
  dns_nxdomain_error: 'NXDOMAIN',
  dns_no_answer: 'no address',
}

function* partiesOf(view: TargetView): Iterable<Party> {
  for (const w of answersA(view.names.wire)) {
    const nothing = NOTHING[w.seen.failure?.code ?? '']
    const all = classesOf(view, w)
    if (nothing === undefined && all.length === 0) continue
    const kind = all.length === 0 ? 'nothing' : isPrivateAnswer(view, w) ? 'private' : 'public'
    const addresses = all.map((n) => n.address)
    const text = nothing ?? `the ${kind} ${list(addresses)}`
    yield { who: serverName(w.server), system: w.system, kind, addresses, text, seen: [w.seen] }
  }
  yield* application(view)
}

/** What the application got, where it is not the hosts file’s: the same question at another moment. */
function* application(view: TargetView): Iterable<Party> {
  const { lookup, judged, onlyIpv6 } = view.names
  if (lookup === null || judged.length === 0 || onlyIpv6 || inHostsFile(view)) return
  const kind = judged.every(({ about }) => about.isPrivate) ? 'private' : 'public'
  const addresses = judged.map((n) => n.address)
  const text = `the ${kind} ${list(addresses)}`
  yield { who: 'the system’s lookup', system: true, kind, addresses, text, seen: [lookup] }
}

/** The first pair that differs, pairs within the system first. */
function differing(parties: readonly Party[]): readonly [Party, Party] | null {
  const pairs = parties.flatMap((a, i) => parties.slice(i + 1).map((b) => [a, b] as const))
  const weight = ([a, b]: readonly [Party, Party]) => Number(a.system && b.system)
  const found = pairs.filter(([a, b]) => differ(a, b)).toSorted((x, y) => weight(y) - weight(x))
  return found[0] ?? null
}

function differ(a: Party, b: Party): boolean {
  if (a.kind !== b.kind) return true
  return a.kind === 'private' && !a.addresses.some((address) => b.addresses.includes(address))
}
