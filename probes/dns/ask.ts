import { parseSecureServer } from '../../shared/address/secure-server.ts'
import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { FailureCode } from '../../shared/failure/table.ts'
import type { RecordType } from '../../shared/model/dns-record.ts'
import type { DnsAnswer, Transport } from '../../shared/model/facts.ts'
import type { StepContext } from '../context.ts'
import { failed, type Settled } from './exchange.ts'
import { buildQuery, isName, type Reply } from './message.ts'
import { askSecurely } from './secure.ts'
import { serverOrThrow } from './servers.ts'
import { askOverTcp } from './tcp.ts'
import { askOverUdp } from './udp.ts'

export interface Question {
  readonly name: string
  readonly type: DnsAnswer['type']
  /** IP:port of the server to ask, or its `tls://` or `https://` form. */
  readonly server: string
  /** Roots, PEM, for the certificate of a server that has one; added to the system’s. */
  readonly ca?: readonly string[]
}

/** The same for records of any type. */
export interface RecordQuestion extends Omit<Question, 'type'> {
  readonly type: RecordType
}

/** What came of asking. An answer may come with a failure: NXDOMAIN with its SOA, say. */
export interface ServerReply {
  readonly transport: Transport | null
  readonly failure: Failure | null
  readonly answer: DnsAnswer | null
}

/** Rcodes of servers that do not know EDNS, or not our version of it (RFC 6891, 6.1.3 and 7). */
const NO_EDNS: ReadonlySet<string> = new Set(['FORMERR', 'NOTIMP', 'BADVERS'])

/** Puts one question about addresses or the zone of a name to one server. */
export async function ask(ctx: StepContext, question: Question): Promise<ServerReply> {
  const { transport, outcome } = await settle(ctx, question)
  if (outcome.kind === 'failure') return { transport, failure: outcome.failure, answer: null }
  const { defect: _, found: __, flags, ...facts } = outcome.reply
  const answer: DnsAnswer = {
    ...facts,
    type: question.type,
    server: question.server,
    transport: transport ?? 'udp',
    flags: { ...flags, tc: transport === 'tcp' },
  }
  const { type, soa, addresses } = answer
  const failure = failureOf(outcome.reply, type === 'SOA' ? soa !== null : addresses.length > 0)
  return { transport, failure, answer }
}

/**
 * Puts one question to one server: over UDP, over TCP when the answer was cut, and once more without EDNS when the
 * server chokes on it. The step's budget covers all of it.
 */
export async function settle(ctx: StepContext, question: RecordQuestion): Promise<Conversation> {
  if (!isName(question.name) && !isRoot(question)) {
    const failure = fail('dns_non_recoverable_failure', 'not a name that DNS can carry')
    return { transport: null, outcome: failed(failure) }
  }
  const deadline = ctx.now() + ctx.budget()
  // Never below 1 of itself: no time left means that the sweep is over, and a slow server is not that.
  const budget = () => Math.min(ctx.budget(), Math.max(1, deadline - ctx.now()))
  const whole = { ...ctx, budget }
  const secure = parseSecureServer(question.server)
  if (secure !== null) {
    const query = buildQuery(question.name, question.type, true)
    const outcome = await askSecurely(whole, query, secure, question.ca ?? [])
    return { transport: secure.scheme, outcome }
  }
  const first = await converse(whole, question, true)
  if (first.outcome.kind === 'failure' || !NO_EDNS.has(first.outcome.reply.rcode)) {
    return first
  }
  const plain = await converse(whole, question, false)
  // Silence over UDP after a refusal of EDNS is no silence: a reply came, and it is of no use.
  const as = plain.transport === 'udp' ? 'dns_server_misbehaving' : undefined
  return after(`${first.outcome.reply.rcode} to EDNS`, plain, as)
}

/** The root has one question of ours: who speaks for it. */
function isRoot({ name, type }: RecordQuestion): boolean {
  return name === '.' && type === 'SOA'
}

/** How a question ended, and over which transport; null: it was not sent. */
export interface Conversation {
  readonly transport: Transport | null
  readonly outcome: Settled
}

async function converse(
  ctx: StepContext,
  { name, type, server }: RecordQuestion,
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

const OF_RCODE: Readonly<Record<string, FailureCode>> = {
  NXDOMAIN: 'dns_nxdomain_error',
  SERVFAIL: 'dns_servfail_error',
  REFUSED: 'dns_refused_error',
}

/** Why a reply does not give what was asked for; null where it does. An rcode speaks for the end of the chain (RFC 6604). */
export function failureOf(reply: Reply, found: boolean): Failure | null {
  if (reply.defect !== null) return fail('dns_server_misbehaving', reply.defect)
  if (reply.rcode !== 'NOERROR') {
    return fail(OF_RCODE[reply.rcode] ?? 'dns_server_misbehaving', reply.rcode)
  }
  return found ? null : fail('dns_no_answer', `NOERROR without ${reply.type} record`)
}
