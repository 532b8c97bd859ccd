import type { DnsAnswer } from '../../shared/model/facts.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'
import type { StepContext } from '../context.ts'
import { ask, type Question } from '../dns/ask.ts'
import { lookupName } from '../dns/lookup.ts'
import type { Hearsay } from '../dns/open-call.ts'
import { repeat } from '../repeat.ts'
import type { Silence } from '../silence.ts'

/** What resolving is given besides a step's context. */
export interface ResolveContext extends StepContext {
  /** The servers to ask directly, IP:port each, without duplicates. */
  readonly resolvers: readonly string[]
  /** How often a failed question is put. */
  readonly attempts: number
  /** Budget of getaddrinfo in ms, where it is another than that of a step. */
  readonly patience?: () => number
  /** Which servers stay silent. */
  readonly silence: Silence
  /** Takes the whole answers, by the key that the observations carry. */
  readonly answers: Map<string, DnsAnswer>
}

/**
 * Resolves one name every way there is, all at once: getaddrinfo, and each server for A and AAAA. All tries stay, in
 * the order getaddrinfo, then by server, type and attempt.
 */
export async function resolveName(
  ctx: ResolveContext,
  name: string,
): Promise<readonly ResolveObservation[]> {
  const answers = ctx.resolvers.map((server) => askFor(ctx, name, server))
  const hearsay = hearsayOf(ctx, answers)
  const lookup = repeat(
    ctx,
    async (attempt) => [await lookupName(ctx, name, attempt, hearsay)],
    // The C library has gone round all servers by then, and would only do so again.
    (last) => ctx.patience === undefined || last.t - last.t0 < ctx.budget(),
  )
  return (await Promise.all([lookup, ...answers])).flat()
}

/** What the servers that getaddrinfo asks have said so far, where they are asked directly as well. */
function hearsayOf(
  { resolvers, network, silence }: ResolveContext,
  answers: readonly Promise<readonly ResolveObservation[]>[],
): () => Hearsay {
  const said = new Map<string, Hearsay>()
  for (const [i, answer] of answers.entries()) {
    // An error of ours is met where all of them are waited for.
    answer.then(
      (seen) => said.set(resolvers[i] ?? '', isSilent(seen) ? 'silent' : 'answered'),
      () => undefined,
    )
  }
  const system = network.systemResolvers()
  const own = resolvers.filter((server) => system.includes(server))
  const isMute = (server: string) => said.get(server) === 'silent' || silence.isKnown(server)
  return () => {
    if (own.some((server) => said.get(server) === 'answered')) return 'answered'
    return own.length > 0 && own.every(isMute) ? 'silent' : null
  }
}

function isSilent(seen: readonly ResolveObservation[]): boolean {
  return seen.every((o) => o.failure?.code === 'generic_timeout_error')
}

/** What one server, and nobody else, says of a name: A and AAAA. All tries stay. */
export async function askFor(
  ctx: ResolveContext,
  name: string,
  server: string,
  ca: readonly string[] = [],
): Promise<readonly ResolveObservation[]> {
  const tries = (['A', 'AAAA'] as const).map((type) =>
    repeat(
      ctx,
      async (attempt) => [await askServer(ctx, { name, type, server, ca }, attempt)],
      (last) => !ctx.silence.wasBrief(last),
    ),
  )
  return (await Promise.all(tries)).flat()
}

/** One question to one server, with the key of its answer. */
export async function askServer(
  ctx: ResolveContext,
  question: Question,
  attempt: number,
): Promise<ResolveObservation> {
  const { name, type, server } = question
  const t0 = ctx.now()
  const patience = ctx.silence.patience(server, attempt, ctx.budget)
  const within = { ...ctx, budget: patience.budget }
  const { transport, failure, answer } = await ask(within, question)
  const t = ctx.now()
  const key = `${name} ${type} @${server}${attempt === 1 ? '' : `#${attempt}`}`
  if (answer !== null) ctx.answers.set(key, answer)
  const seen: ResolveObservation = {
    step: 'resolve',
    peer: 'target',
    attempt,
    t0,
    t,
    failure,
    engine: 'dns',
    name,
    type,
    server,
    transport,
    addresses: answer?.addresses.map((a) => a.address) ?? [],
    answer: answer === null ? null : key,
    hosts: null,
  }
  return ctx.silence.noted(server, patience, seen)
}
