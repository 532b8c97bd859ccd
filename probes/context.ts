import type { Socket } from 'node:net'
import type { Failure } from '../shared/failure/failure.ts'

/** The network as the host sees it. The default is the real thing; the demo and tests lead names elsewhere. */
export interface Network {
  /**
   * What an application gets for a name: getaddrinfo, all addresses, order as given. Throws the system’s error. Where
   * calls queue, `call` has a say.
   */
  lookup(name: string, call?: LookupCall): Promise<readonly string[]>
  /** Begins a TCP connection to one address; the caller listens for `connect` and `error`. */
  dial(address: string, port: number): Socket
  /** Resolvers of the system as `IP:port`, in order; `[IPv6]:port`. */
  systemResolvers(): readonly string[]
  /** Addresses that the hosts file gives for a name; null when the file is silent. */
  hosts(name: string): readonly string[] | null
  /** The servers behind a local stub resolver, as `IP:port`, where the system says so; absent: it does not. */
  upstreams?(): readonly string[]
  /** How the C library resolves (resolv.conf(5)); null, or absent, where the system does not say. */
  stub?(): Stub | null
}

/** One call of getaddrinfo, which may have to wait until others have ended. */
export interface LookupCall {
  /** Told when it has to wait. */
  queued(): void
  /** Whether it is still to be made: asked when its turn comes. One that is not gives no addresses. */
  wanted(): boolean
  /** Whether it is known to be a short one, and goes before others. */
  short(): boolean
  /** Told when it is made. */
  begun(): void
}

/** What resolv.conf sets besides the servers. */
export interface Stub {
  /** How long it waits for one server, in ms. */
  readonly timeout: number
  /** How often it goes round the servers. */
  readonly attempts: number
  /** Domains that it appends to a name. */
  readonly search: readonly string[]
}

export interface Limits {
  /** Targets at work at once, and connections at once to one public address and port. */
  readonly concurrency: number
  /** Hard end of the sweep, of one target and of one step, in ms. */
  readonly sweep: number
  readonly target: number
  readonly step: number
  /** How often a failed step is tried, 1: once. */
  readonly attempts: number
  /** For how long, in ms from the start of the sweep, the path of a fresh instance may not be open yet; 0: it is open. */
  readonly warmUp: number
}

/** What every step is given. `now` is ms since the sweep began. */
export interface StepContext {
  readonly network: Network
  readonly now: () => number
  /** Budget of the next step in ms: the step limit, or less when the target’s or the sweep’s end is near. */
  readonly budget: () => number
  /** Aborted when the sweep is cancelled or over; every step ends at once with `interrupted`. */
  readonly signal: AbortSignal
}

/**
 * What a step hands on: always what was seen, and the live thing when there is one. A handshake with an
 * untrusted chain has both a failure and a live socket.
 */
export interface StepResult<O extends { failure: Failure | null }, R> {
  readonly seen: O
  readonly value: R | null
}
