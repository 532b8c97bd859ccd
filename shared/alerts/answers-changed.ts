import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { ChangedPart } from '../model/incident.ts'
import type { ResolveObservation } from '../model/observation.ts'
import type { Report, TargetResult } from '../model/report.ts'
import { sameAddresses } from '../report/diff-names.ts'
import { andText, listText } from '../view/words.ts'

/** What one resolver said of one name. */
interface Answer {
  readonly server: string
  readonly name: string
  /** What kinds of addresses, or why none: `private address`, `NXDOMAIN`. */
  readonly kind: string
  readonly addresses: readonly string[]
}

interface Moved {
  readonly was: Answer
  readonly is: Answer
}

/**
 * How the answers for the names of some targets changed, each resolver compared to itself; addresses that rotate within
 * one provider are the same answer. Names whose answers changed alike are one difference, and so are resolvers.
 */
export function answersChanged(
  before: Report,
  after: Report,
  members: ReadonlySet<string>,
): readonly ChangedPart[] {
  const was = answersOf(before, members)
  const moved = [...answersOf(after, members)].flatMap(([key, is]): readonly Moved[] => {
    const earlier = was.get(key)
    return earlier === undefined || isSame(earlier, is) ? [] : [{ was: earlier, is }]
  })
  const byServer = Map.groupBy(moved, (m) => `${m.is.server}\n${m.was.kind}\n${m.is.kind}`)
  const byNames = Map.groupBy(byServer.values(), (group) =>
    JSON.stringify(
      group.map(({ was: a, is: b }) => [a.name, a.kind, a.addresses, b.kind, b.addresses]),
    ),
  )
  return [...byNames.values()].map((groups) => partOf(groups.flat()))
}

function partOf(moved: readonly Moved[]): ChangedPart {
  const servers = [...new Set(moved.map(({ is }) => is.server.replace(/:53$/, '')))].sort()
  const names = [...new Set(moved.map(({ is }) => is.name))]
  const side = (which: keyof Moved) => {
    const values = moved.flatMap((m) => valuesOf(m[which]))
    return [...new Set(values)]
  }
  const word = names.length === 1 && servers.length === 1 ? 'answer' : 'answers'
  return {
    what: `the ${word} of ${andText(servers)} for ${listText(names, 3)}`,
    before: side('was'),
    after: side('is'),
  }
}

function valuesOf({ kind, addresses }: Answer): readonly string[] {
  return addresses.length === 0
    ? [kind]
    : addresses.map((address) => `${address} (${kindOf(address)})`)
}

function isSame(was: Answer, is: Answer): boolean {
  if (was.addresses.length === 0 || is.addresses.length === 0) return was.kind === is.kind
  return sameAddresses(was.addresses, is.addresses)
}

function answersOf(report: Report, members: ReadonlySet<string>): ReadonlyMap<string, Answer> {
  const asked = report.results.filter(({ target }) => members.has(target.id)).flatMap(lastAsked)
  const groups = Map.groupBy(asked, (o) => `${serverOf(o)}\n${o.name}`)
  return new Map([...groups].map(([key, all]) => [key, answerOf(all, report.dns)] as const))
}

/** The last attempt counts. An owner of a zone is another question, and is compared as the kind of the answer. */
function lastAsked({ observations }: TargetResult): readonly ResolveObservation[] {
  const last = new Map<string, ResolveObservation>()
  for (const o of observations) {
    if (o.step !== 'resolve' || o.peer !== 'target' || o.type === 'SOA') continue
    const key = `${serverOf(o)} ${o.name} ${o.type}`
    if ((last.get(key)?.attempt ?? 0) <= o.attempt) last.set(key, o)
  }
  return [...last.values()]
}

function serverOf({ server, engine }: ResolveObservation): string {
  return server ?? engine
}

function answerOf(all: readonly ResolveObservation[], dns: Report['dns']): Answer {
  const addresses = [...new Set(all.flatMap((o) => o.addresses))].sort()
  const kinds = addresses.length > 0 ? addresses.map(kindOf) : all.map((o) => whyNone(o, dns))
  const [first] = all
  return {
    server: first === undefined ? '' : serverOf(first),
    name: first?.name ?? '',
    kind: [...new Set(kinds)].sort().join(', '),
    addresses,
  }
}

function whyNone({ answer, failure }: ResolveObservation, dns: Report['dns']): string {
  const rcode = answer === null ? undefined : dns[answer]?.rcode
  if (rcode !== undefined && rcode !== 'NOERROR') return rcode
  if (failure === null || failure.code === 'dns_no_answer') return 'no address'
  return failure.code
}

function kindOf(address: string): string {
  return classify(address, EMPTY_BOOK).kind
}
