import { setMaxListeners } from 'node:events'
import type { Ending, Evidence, TargetEvidence } from '../shared/model/evidence.ts'
import type { DnsAnswer } from '../shared/model/facts.ts'
import type { Target } from '../shared/model/target.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { TokenSource } from '../shared/ports/token-source.ts'
import { checkAll } from '../shared/target/led-to.ts'
import { Certificates } from './certificate.ts'
import type { Limits, Network, Stub } from './context.ts'
import { Questions } from './dns/questions.ts'
import { serverList } from './dns/servers.ts'
import { knownNetwork } from './known-network.ts'
import { OwnTime } from './own-time.ts'
import { Places, type Turn } from './places.ts'
import { Ports } from './ports.ts'
import { run } from './run.ts'
import { Silence } from './silence.ts'
import { Standstill } from './standstill.ts'
import { patience } from './stub.ts'
import { metSilence, throughWarmUp } from './warm-up.ts'

/** All that a shell gives a sweep. Nothing is optional, so that no shell drops what another passes down. */
export interface SweepOptions {
  readonly network: Network
  readonly clock: Clock
  readonly limits: Limits
  /** The resolvers to ask directly: `system`, `IP` or `IP:port`. */
  readonly resolvers: readonly string[]
  /** Tokens for targets that have `auth`; without it they are inconclusive. */
  readonly tokens: TokenSource | undefined
  /** Ends the sweep early: what is not done by then is `out-of-time` or `not-started`. */
  readonly signal: AbortSignal | undefined
  /** Called as each target is done, in the order of completion. */
  readonly onTarget: ((evidence: TargetEvidence) => void) | undefined
  /** Takes a bug of the probe, with the target it happened on. */
  readonly onBug: ((bug: unknown, target: Target) => void) | undefined
}

const NO_IDENTITY: TokenSource = async () => ({
  token: null,
  failure: 'this program was started without an identity',
})

/** How long is waited for what was silent to others, in ms: a SYN is sent again after a second (RFC 6298, 2). */
const BRIEF = 1200

/** Timers fire up to a millisecond early, and are set in whole ones: less than this, in ms, is nothing left. */
const TIMER_GRAIN = 2

/**
 * Checks many targets, of which at most `limits.concurrency` are at work at once while others wait for answers, and
 * ends at `limits.sweep` whatever happens: targets not reached by then are in the evidence as such. No socket, timer or
 * listener outlives the call.
 */
export async function sweep(targets: readonly Target[], options: SweepOptions): Promise<Evidence> {
  const { clock, limits } = options
  const network = knownNetwork(options.network)
  const startedAt = clock.date()
  const began = clock.now()
  // To the tenth that a report keeps: what is judged now and what is judged again later are the same.
  const now = () => Math.round((clock.now() - began) * 10) / 10
  const end = new AbortController()
  // Every step under way listens; the default bound of ten would print a warning.
  setMaxListeners(0, end.signal)
  const stop = () => end.abort()
  const timer = setTimeout(stop, limits.sweep)
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted) stop()

  const answers = new Map<string, DnsAnswer>()
  const certificates = new Certificates()
  const systemResolvers = network.systemResolvers()
  const silence = new Silence(BRIEF)
  const shared = { network, now, signal: end.signal, attempts: limits.attempts, silence }
  const budgetUntil = (deadline: number, step: number) => {
    const left = Math.floor(Math.min(step, deadline - now()))
    return left < TIMER_GRAIN ? 0 : left
  }
  const budget = () => budgetUntil(limits.sweep, limits.step)
  const resolvers = serverList(options.resolvers, systemResolvers)
  const stub = network.stub?.() ?? null
  const questions = new Questions({
    ...shared,
    ...(stub && { patience: () => waitFor(stub, systemResolvers.length, limits, now()) }),
    budget,
    resolvers,
    answers,
  })

  const standstill = new Standstill(now)
  /** What kept a target from its end: its own time, or what happened to the whole process. */
  const cut = (ending: Ending, since: number): Ending => {
    if (ending === 'fault') return ending
    if (standstill.since(since)) return 'interrupted'
    return ending !== 'done' && options.signal?.aborted ? 'interrupted' : ending
  }
  const ports = new Ports(limits.concurrency)
  const check = async (target: Target, turn: Turn): Promise<TargetEvidence> => {
    const start = now()
    if (end.signal.aborted || budget() <= 0)
      return { target, ending: cut('not-started', 0), observations: [] }
    const own = { ...limits, ...target.limits }
    const time = new OwnTime(own.target, now)
    const seen = await run(
      {
        ...shared,
        // Every step reads the clock as it begins and as it ends.
        now: () => {
          turn.moved()
          return now()
        },
        wall: () => startedAt.getTime() + now(),
        attempts: own.attempts,
        budget: () => budgetUntil(Math.min(time.end(), limits.sweep), own.step),
        again: (attempt) => time.queue(turn.again(attempt)),
        ports: { take: (address, port) => time.queue(ports.take(address, port)) },
        resolve: (name, server, ca) => questions.ask(name, server, ca),
        inquire: (question) => questions.inquire(question),
        resolvers,
        answers,
        certificates,
        tokens: options.tokens ?? NO_IDENTITY,
        report: (bug) => options.onBug?.(bug, target),
      },
      target,
    )
    const whole = { ...seen, ending: cut(seen.ending, start) }
    options.onTarget?.(whole)
    return whole
  }
  try {
    const places = new Places(limits.concurrency, now)
    const inTurn = (target: Target) => places.run((turn) => check(target, turn))
    const checked = await checkAll(targets, inTurn)
    const again = ({ target, observations }: TargetEvidence) => {
      const names = observations.filter((o) => o.step === 'resolve')
      if (metSilence({ observations: names }))
        for (const { name } of names) questions.forget(name, target.server)
      silence.forget()
      return inTurn(target)
    }
    const warmUp = { until: limits.warmUp, now, signal: end.signal, again }
    const seen = await throughWarmUp(checked, warmUp)
    return {
      warmUp: limits.warmUp,
      startedAt: startedAt.toISOString(),
      finishedAt: clock.date().toISOString(),
      systemResolvers: [...new Set([...systemResolvers, ...(network.upstreams?.() ?? [])])],
      targets: seen,
      dns: cited(answers, seen),
      certificates: certificates.all(),
    }
  } finally {
    clearTimeout(timer)
    standstill.stop()
    options.signal?.removeEventListener('abort', stop)
    end.abort()
  }
}

/** The answers that an observation cites; others were asked for and told nothing. */
function cited(
  answers: ReadonlyMap<string, DnsAnswer>,
  targets: readonly TargetEvidence[],
): Evidence['dns'] {
  const all = targets.flatMap(({ observations }) => observations)
  const keys = all.flatMap((o) => (o.step === 'resolve' && o.answer !== null ? [o.answer] : []))
  return Object.fromEntries(
    [...new Set(keys)].flatMap((key) => {
      const answer = answers.get(key)
      return answer === undefined ? [] : [[key, answer] as const]
    }),
  )
}

/** Of a target's time, getaddrinfo may take this share: what is left is for the connections. */
const SHARE_OF_NAMES = 0.6

/** How long getaddrinfo is waited for, in ms: until it has asked every server, within what target and sweep leave. */
function waitFor(stub: Stub, servers: number, limits: Limits, now: number): number {
  const most = Math.max(limits.step, SHARE_OF_NAMES * limits.target)
  const wanted = Math.max(limits.step, patience(stub, servers))
  return Math.floor(Math.max(0, Math.min(wanted, most, limits.sweep - now)))
}
