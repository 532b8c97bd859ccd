import { EMPTY_BOOK } from '../../shared/address/book.ts'
import { classify } from '../../shared/address/classify.ts'
import type { DnsAnswer } from '../../shared/model/facts.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'
import type { Target } from '../../shared/model/target.ts'
import { type Companion, companionsToAsk } from '../../shared/zone/companions.ts'
import type { TargetContext } from '../target-context.ts'

/** Questions under way at once: a resolver of a small network must not take it for a flood. */
const AT_ONCE = 16

/**
 * Asks after the other names of a resource that is answered privately: its regions, its second sub-resource. The
 * system's first server is asked, once a sweep for each name, and no further once it stays silent. Only what tells
 * something is returned: that a resource has no name in a region is not worth a line of the report.
 */
export async function askCompanions(
  ctx: Pick<TargetContext, 'inquire' | 'answers' | 'network'>,
  target: Pick<Target, 'host'>,
  named: readonly ResolveObservation[],
): Promise<readonly ResolveObservation[]> {
  const [server] = ctx.network.systemResolvers()
  if (server === undefined || !isPrivate(named)) return []
  const companions = companionsToAsk(target.host).filter(
    ({ host }) => ctx.network.hosts(host) === null,
  )
  const telling: ResolveObservation[] = []
  for (let i = 0; i < companions.length; i += AT_ONCE) {
    const some = companions.slice(i, i + AT_ONCE)
    const asked = await Promise.all(
      some.map(({ host }) => ctx.inquire({ name: host, type: 'A', server })),
    )
    telling.push(...asked.filter((o, n) => tells(o, some[n], ctx.answers)))
    if (asked.some((o) => o.answer === null)) break
  }
  return telling
}

/** Whether the application gets private addresses alone. */
function isPrivate(named: readonly ResolveObservation[]): boolean {
  const got = named.findLast((o) => o.engine === 'getaddrinfo')?.addresses ?? []
  return got.length > 0 && got.every((a) => classify(a, EMPTY_BOOK).isPrivate)
}

function tells(
  o: ResolveObservation,
  companion: Companion | undefined,
  answers: ReadonlyMap<string, DnsAnswer>,
): boolean {
  const answer = o.answer === null ? undefined : answers.get(o.answer)
  if (answer === undefined) return false
  return o.addresses.length > 0 || answer.chain.length > 0 || companion?.perhaps === false
}
