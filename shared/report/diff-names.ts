import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { ResolveObservation } from '../model/observation.ts'
import type { Difference, Side } from './difference.ts'

/** What one resolver said of the target's name. */
interface Said {
  /** Per type asked: the rcode, and what kinds of addresses came. */
  readonly answer: readonly string[]
  readonly chain: readonly string[]
}

/**
 * How the answers of the resolvers changed, each compared to itself; a resolver that only one side asked is not
 * compared. Resolvers whose answers changed alike are one difference.
 */
export function nameChanges(before: Side, after: Side): readonly Difference[] {
  const was = saidBy(before)
  const is = saidBy(after)
  const differences = [...was].flatMap(([server, then]) => {
    const now = is.get(server)
    return now === undefined ? [] : differencesOf(server, then, now)
  })
  return merged(differences)
}

function differencesOf(server: string, then: Said, now: Said): readonly Difference[] {
  const differences: Difference[] = []
  // Without an answer there is no chain, and the answer tells that.
  const bothChains = then.chain.length > 0 && now.chain.length > 0
  if (bothChains && then.chain.join() !== now.chain.join()) {
    differences.push({ kind: 'chain', subject: server, before: then.chain, after: now.chain })
  }
  if (then.answer.join() !== now.answer.join()) {
    const change = { before: then.answer, after: now.answer }
    differences.push({ kind: 'resolver-answer', subject: server, ...change })
  }
  return differences
}

function merged(differences: readonly Difference[]): readonly Difference[] {
  const alike = Map.groupBy(differences, ({ kind, before, after }) =>
    JSON.stringify([kind, before, after]),
  )
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const servers = [first, ...others].map((d) => d.subject ?? '').sort()
    return [{ ...first, subject: servers.join(', ') }]
  })
}

/** The last try counts: the one before it was tried again because it did not. */
function saidBy({ result, report }: Side): ReadonlyMap<string, Said> {
  const last = new Map<string, ResolveObservation>()
  for (const o of result.observations) {
    if (o.step !== 'resolve' || o.peer !== 'target') continue
    const key = `${o.server ?? o.engine} ${o.type}`
    if ((last.get(key)?.attempt ?? 0) <= o.attempt) last.set(key, o)
  }
  const byServer = Map.groupBy(last.values(), (o) => o.server ?? o.engine)
  return new Map(
    [...byServer].map(([server, asked]) => [
      server,
      {
        answer: asked.map((o) => answerOf(o, report.dns)).sort(),
        chain: longestChain(asked, report.dns),
      },
    ]),
  )
}

function answerOf(o: ResolveObservation, dns: Side['report']['dns']): string {
  const type = o.type === 'any' ? '' : `${o.type} `
  const rcode = o.answer === null ? undefined : dns[o.answer]?.rcode
  if (rcode !== undefined && rcode !== 'NOERROR') return `${type}${rcode}`
  // The name exists and has no such record: no failure of the resolver.
  if (o.failure !== null && o.failure.code !== 'dns_no_answer') return `${type}${o.failure.code}`
  return `${type}${kindsOf(o.addresses)}`
}

function kindsOf(addresses: readonly string[]): string {
  const kinds = new Set(addresses.map((a) => classify(a, EMPTY_BOOK).kind))
  return kinds.size === 0 ? 'no address' : [...kinds].sort().join(', ')
}

/** A and AAAA walk the same aliases; where one answer is cut short, the other has them. */
function longestChain(
  asked: readonly ResolveObservation[],
  dns: Side['report']['dns'],
): readonly string[] {
  let longest: readonly string[] = []
  for (const o of [...asked].sort((a, b) => (a.type < b.type ? -1 : 1))) {
    const answer = o.answer === null ? undefined : dns[o.answer]
    if (answer === undefined) continue
    const chain = [answer.name, ...answer.chain.map((alias) => alias.target)]
    if (chain.length > longest.length) longest = chain
  }
  return longest
}
