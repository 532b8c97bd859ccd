import type { DnsAnswer } from '../../shared/model/facts.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'
import type { TargetContext } from '../target-context.ts'
import type { Question } from './ask.ts'

/**
 * What the servers behind a local stub resolver say of a name, where the stub left out which zone said no, or where the
 * zone of an answer is in doubt (`doubts`): the name itself, and the same doubts. A server that stays silent when it is
 * asked directly is left out: the application does not ask it.
 */
export async function askBehindStub(
  ctx: Pick<TargetContext, 'inquire' | 'answers' | 'network'>,
  host: string,
  named: readonly ResolveObservation[],
  doubts: readonly Question[],
): Promise<readonly ResolveObservation[]> {
  const upstreams = ctx.network.upstreams?.() ?? []
  const asked = new Set(named.flatMap(({ server }) => server ?? []))
  const behind = upstreams.filter((server) => !asked.has(server))
  const zones = new Set(doubts.filter(({ type }) => type === 'SOA').map(({ name }) => name))
  if (behind.length === 0 || (zones.size === 0 && !isMute(host, named, ctx.answers))) return []
  const questions = behind.flatMap((server) => [
    { name: host, type: 'A', server } as const,
    ...[...zones].map((name) => ({ name, type: 'SOA', server }) as const),
  ])
  const said = await Promise.all(questions.map((question) => ctx.inquire(question)))
  return said.filter(({ answer }) => answer !== null)
}

/** Whether a negative answer came without the SOA that it has by RFC 2308, 3. */
function isMute(
  host: string,
  named: readonly ResolveObservation[],
  answers: ReadonlyMap<string, DnsAnswer>,
): boolean {
  const wire = named.filter((o) => o.name === host && o.type === 'A' && o.addresses.length === 0)
  return wire.some((o) => o.answer !== null && (answers.get(o.answer)?.soa ?? null) === null)
}
