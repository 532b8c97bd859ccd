import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { FailureCode } from '../../shared/failure/table.ts'
import type { DnsAnswer } from '../../shared/model/facts.ts'
import type { StepContext } from '../context.ts'
import { failed, type Settled } from './exchange.ts'
import { buildQuery, isName, type QuestionType, type Reply } from './message.ts'
import { serverOrThrow } from './servers.ts'
import { askOverTcp } from './tcp.ts'
import { askOverUdp } from './udp.ts'

export interface Question {
  readonly name: string
  readonly type: QuestionType
  /** IP:port of the server to ask. */
  readonly server: string
}

/** What came of asking. An answer may come with a failure: NXDOMAIN with its SOA, say. */
export interface ServerReply {
  readonly transport: 'udp' | 'tcp' | null
  readonly failure: Failure | null
  readonly answer: DnsAnswer | null
}

/** Rcodes of servers that do not know EDNS, or not our version of it (RFC 6891, 6.1.3 and 7). */
const NO_EDNS: ReadonlySet<string> = new Set(['FORMERR', 'NOTIMP', 'BADVERS'])

/**
 * Puts one question to one server: over UDP, over TCP when the answer was cut, and once more without EDNS when the
 * server chokes on it. The step's budget covers all of it.
 */
export async function ask(ctx: StepContext, question: Question): Promise<ServerReply> {
  if (!isName(question.name) && !isRoot(question)) {
    const failure = fail('dns_non_recoverable_failure', 'not a name that DNS can carry')
    return { transport: null, failure, answer: null }
  }
  const deadline = ctx.now() + ctx.budget()
  // Never below 1 of itself: no time left means that the sweep is over, and a slow server is not that.
  const budget = () => Math.min(ctx.budget(), Math.max(1, deadline - ctx.now()))
  const whole = { ...ctx, budget }
  const first = await converse(whole, question, true)
  if (first.outcome.kind === 'failure' || !NO_EDNS.has(first.outcome.reply.rcode)) {
    return asked(first, question)
  }
  const plain = await converse(whole, question, false)
  // Silence over UDP after a refusal of EDNS is no silence: a reply came, and it is of no use.
  const as = plain.transport === 'udp' ? 'dns_server_misbehaving' : undefined
  return asked(after(`${first.outcome.reply.rcode} to EDNS`, plain, as), question)
}

/** The root has one question of ours: who speaks for it. */
function isRoot({ name, type }: Question): boolean {
  return name === '.' && type === 'SOA'
}

interface Conversation {
  readonly transport: 'udp' | 'tcp'
  readonly outcome: Settled
}

async function converse(
  ctx: StepContext,
  { name, type, server }: Question,
  edns: boolean,
): Promise<Conversation> {
  const query = buildQuery(name, type, edns)
  const to = serverOrThrow(server)
  const outcome = await askOverUdp(ctx, query, to)
  if (outcome.kind !== 'truncated') return { transport: 'udp', outcome }
  const overTcp = await askOverTcp(ctx, query, () => ctx.network.dial(to.address, to.port))
  return after('UDP answer cut', { transport: 'tcp', outcome: overTcp })
}

/** A failure after the first word of the server keeps that word: it tells a closed TCP port from a dead server. */
function after(before: string, conversation: Conversation, as?: FailureCode): Conversation {
  const { transport, outcome } = conversation
  if (outcome.kind === 'reply' || outcome.failure.code === 'interrupted') return conversation
  const { code, raw } = outcome.failure
  return { transport, outcome: failed(fail(as ?? code, `${before}, then: ${raw}`)) }
}

function asked({ transport, outcome }: Conversation, question: Question): ServerReply {
  if (outcome.kind === 'failure') return { transport, failure: outcome.failure, answer: null }
  const { defect: _, flags, ...facts } = outcome.reply
  const answer: DnsAnswer = {
    ...facts,
    server: question.server,
    transport,
    flags: { ...flags, tc: transport === 'tcp' },
  }
  return { transport, failure: failureOf(outcome.reply), answer }
}

const OF_RCODE: Readonly<Record<string, FailureCode>> = {
  NXDOMAIN: 'dns_nxdomain_error',
  SERVFAIL: 'dns_servfail_error',
  REFUSED: 'dns_refused_error',
}

/** Whether the reply gives addresses, or the zone when that was asked, and if not, why. An rcode speaks for the end of the chain (RFC 6604). */
function failureOf(reply: Reply): Failure | null {
  if (reply.defect !== null) return fail('dns_server_misbehaving', reply.defect)
  if (reply.rcode !== 'NOERROR') {
    return fail(OF_RCODE[reply.rcode] ?? 'dns_server_misbehaving', reply.rcode)
  }
  const found = reply.type === 'SOA' ? reply.soa !== null : reply.addresses.length > 0
  return found ? null : fail('dns_no_answer', `NOERROR without ${reply.type} record`)
}
