import type { Socket } from 'node:net'
import type { FailureCode } from '../shared/failure/table.ts'
import type { HandshakeObservation, Observation } from '../shared/model/observation.ts'
import { isGrpc, takes } from '../shared/model/scheme.ts'
import type { Target } from '../shared/model/target.ts'
import { briefly, PART } from './briefly.ts'
import { release } from './deadline.ts'
import { leave } from './leave.ts'
import { handshake } from './steps/handshake.ts'
import { refusableHello } from './steps/refusable-hello.ts'
import type { TargetContext } from './target-context.ts'

const CUT: ReadonlySet<FailureCode> = new Set([
  'connection_reset',
  'connection_aborted',
  'eof_error',
])
const SILENT: ReadonlySet<FailureCode> = new Set(['generic_timeout_error', 'timed_out'])
/** The alert of a server that speaks none of the protocols offered (RFC 7301, 3.2). */
const NO_PROTOCOL = /^alert 120 /
/** Alerts of a server that cannot read what it was sent: unexpected message, illegal parameter, decode error. */
const NOT_READ = /^alert (10|47|50) /

export interface Compared {
  readonly seen: readonly HandshakeObservation[]
  /** Whether a small hello was answered: then the full one deserves another attempt, since some paths lose packets by chance. */
  readonly answered: boolean
}

/**
 * After a ClientHello that got no answer: other hellos, each over a connection of its own, which `open` makes (null:
 * none). A small one is what clients without post-quantum key exchange send; where that is met by silence too, one that
 * every server refuses in a few bytes tells a path that loses large packets from a server that says nothing. After one
 * whose protocols the server does not speak, one that offers HTTP/2 as well.
 * The connections themselves are no observations: that they open was seen before.
 */
export async function otherHellos(
  ctx: TargetContext,
  target: Target,
  seen: readonly Observation[],
  open: (ctx: TargetContext) => Promise<Socket | null>,
): Promise<Compared> {
  const last = helloOf(seen)
  if (last === null) return { seen: [], answered: false }
  const otherProtocols = NO_PROTOCOL.test(last.failure?.raw ?? '')
  if (!otherProtocols && !isUnanswered(last)) return { seen: [], answered: false }
  const brief = briefly(ctx)
  const { address, port, attempt } = last
  const to = { address, port, host: target.host, attempt }
  const hello = (kind: 'small' | 'h2', protocols: readonly string[]) =>
    over(brief, open, async (socket) => {
      const options = { ...to, ca: target.ca, peer: 'target', hello: kind, protocols } as const
      const made = await handshake(brief, socket, options)
      if (made.value === null) return made.seen
      await leave(brief, made.value, { took: made.seen.t - made.seen.t0 })
      await release(made.value)
      return made.seen
    })
  if (otherProtocols) {
    const found = await hello('h2', ['h2', 'http/1.1'])
    return { seen: found === null ? [] : [found], answered: false }
  }
  const small = await hello('small', protocolsOf(target))
  if (small === null) return { seen: [], answered: false }
  if (!isSilent(last) || !isSilent(small)) {
    return { seen: [small], answered: small.phase === 'done' || small.phase === 'answered' }
  }
  const refused = await over(brief, open, (socket) => refusableHello(brief, socket, to))
  return { seen: refused === null ? [small] : [small, refused], answered: false }
}

/** The last hello that was the first word: in the place of a dialogue (STARTTLS), another one would tell nothing. */
function helloOf(seen: readonly Observation[]): HandshakeObservation | null {
  const last = seen.findLast((o) => o.step === 'handshake' && o.peer === 'target')
  return last?.step === 'handshake' && last.opening === undefined ? last : null
}

/**
 * The check once more, where a small hello was answered: if the full one is answered now, the path loses packets by
 * chance, and its size does not matter.
 */
export async function onceMore(
  ctx: TargetContext,
  seen: readonly Observation[],
  { answered }: Compared,
  chain: (attempt: number) => Promise<readonly Observation[]>,
): Promise<readonly Observation[]> {
  const last = Math.max(0, ...seen.map((o) => o.attempt))
  const took = seen.findLast((o) => o.step === 'handshake')
  // Silence of a whole step must fit in.
  const fits = took !== undefined && ctx.budget() >= (took.t - took.t0) * PART
  return answered && fits ? await chain(last + 1) : []
}

/** What the application would speak: HTTP, or anything at all. */
export function protocolsOf({ scheme }: Target): readonly string[] {
  // A server that takes HTTP/1.1 alone agrees on that, and so shows that it is no gRPC server.
  if (isGrpc(scheme)) return ['h2', 'http/1.1']
  return takes(scheme, 'request') ? ['http/1.1'] : []
}

async function over(
  ctx: TargetContext,
  open: (ctx: TargetContext) => Promise<Socket | null>,
  say: (socket: Socket) => Promise<HandshakeObservation>,
): Promise<HandshakeObservation | null> {
  if (ctx.budget() <= 0 || ctx.signal.aborted) return null
  const socket = await open(ctx)
  if (socket === null) return null
  try {
    const seen = await say(socket)
    // Broken off by the end of the target, it says nothing.
    return seen.failure?.code === 'interrupted' ? null : seen
  } finally {
    await release(socket)
  }
}

function isUnanswered(o: HandshakeObservation): boolean {
  if (o.failure === null) return false
  if (o.phase === 'sent') return CUT.has(o.failure.code) || isSilent(o)
  return NOT_READ.test(o.failure.raw)
}

function isSilent({ failure, phase }: HandshakeObservation): boolean {
  return phase === 'sent' && failure !== null && SILENT.has(failure.code)
}
