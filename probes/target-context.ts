import type { DnsAnswer } from '../shared/model/facts.ts'
import type { ResolveObservation } from '../shared/model/observation.ts'
import type { TokenSource } from '../shared/ports/token-source.ts'
import type { Certificates } from './certificate.ts'
import type { StepContext } from './context.ts'
import type { Question } from './dns/ask.ts'
import type { Ports } from './ports.ts'
import type { Silence } from './silence.ts'

/** What opening a connection is given besides a step's context: what the sweep knows of addresses and their ports. */
export interface ConnectContext extends StepContext {
  readonly ports: Pick<Ports, 'take'>
  readonly silence: Silence
}

/** What the check of one target is given: a step's context with the target's own deadline, and the shared parts of the sweep. */
export interface TargetContext extends ConnectContext {
  /** The time by the clock of this machine, in ms since 1970. */
  wall(): number
  /** How often a failed step is tried. */
  readonly attempts: number
  /** Waits until an attempt after the first may begin. */
  again(attempt: number): Promise<void>
  /**
   * All that is asked about a name, or what one server (IP:port) says of it; one question is asked once a sweep, however
   * many targets share the name.
   */
  resolve(
    name: string,
    server?: string,
    ca?: readonly string[],
  ): Promise<readonly ResolveObservation[]>
  /** One more question about a name, likewise once a sweep. */
  inquire(question: Question): Promise<ResolveObservation>
  /** The servers that are asked directly, IP:port. */
  readonly resolvers: readonly string[]
  /** The whole DNS answers of the sweep so far, by the key that observations carry. */
  readonly answers: ReadonlyMap<string, DnsAnswer>
  readonly certificates: Certificates
  /** Tokens of the platform's own identity, for targets that have `auth`. */
  readonly tokens: TokenSource
  /** Takes a bug of the probe; the sweep goes on. */
  report(bug: unknown): void
}
