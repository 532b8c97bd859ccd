import type { QueryObservation } from '../../shared/model/query-observation.ts'
import type { Target } from '../../shared/model/target.ts'
import { failureOf, type RecordQuestion, settle } from '../dns/ask.ts'
import type { Reply } from '../dns/message.ts'
import { repeat } from '../repeat.ts'
import type { TargetContext } from '../target-context.ts'

/**
 * Asks for the records of one type of a name: the one server that the target names, else every resolver. All tries
 * stay, in the order of the servers.
 */
export async function queryTarget(
  ctx: TargetContext,
  { host, server, resolver, record, ca }: Target,
): Promise<readonly QueryObservation[]> {
  if (record === undefined) throw new Error(`A target asks for records of no type: ${host}`)
  const more = resolver === undefined ? [] : [resolver]
  const servers = server === undefined ? [...new Set([...ctx.resolvers, ...more])] : [server]
  const asked = servers.map((one) =>
    repeat(
      ctx,
      async (attempt) => [await query(ctx, { name: host, type: record, server: one, ca }, attempt)],
      (last) => !ctx.silence.wasBrief(last),
    ),
  )
  return (await Promise.all(asked)).flat()
}

/** One question to one server. */
async function query(
  ctx: TargetContext,
  { ca, ...question }: RecordQuestion,
  attempt: number,
): Promise<QueryObservation> {
  const { server } = question
  const t0 = ctx.now()
  const patience = ctx.silence.patience(server, attempt, ctx.budget)
  const { transport, outcome } = await settle(
    { ...ctx, budget: patience.budget },
    { ...question, ca: ca ?? [] },
  )
  const t = ctx.now()
  const said =
    outcome.kind === 'failure' ? { ...NOTHING, failure: outcome.failure } : saidIn(outcome.reply)
  const common = { step: 'query', peer: 'target', attempt, t0, t } as const
  return ctx.silence.noted(server, patience, { ...common, ...question, transport, ...said })
}

type Said = Pick<QueryObservation, 'rcode' | 'aliases' | 'records' | 'zone' | 'failure'> &
  Partial<Pick<QueryObservation, 'omitted'>>

const NOTHING = { rcode: null, aliases: [], records: [], zone: null }

function saidIn(reply: Reply): Said {
  const { records, omitted } = reply.found
  const failure = failureOf(reply, records.length > 0 || omitted > 0)
  return {
    failure,
    rcode: reply.rcode,
    aliases: reply.chain.map(({ target }) => target),
    records: [...records],
    ...(omitted > 0 && { omitted }),
    zone: failure === null ? null : (reply.soa?.zone ?? null),
  }
}
