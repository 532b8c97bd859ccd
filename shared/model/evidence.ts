import type { Certificate, DnsAnswer } from './facts.ts'
import type { Observation } from './observation.ts'
import type { Target } from './target.ts'

/** Why the probes stopped working on a target. */
export const ENDINGS = [
  'done', // every step that could be taken was taken
  'out-of-time', // the target's or the sweep's deadline came first
  'not-started', // the sweep ended before its turn
  'interrupted', // the sweep was ended from outside, or its process stood still
  'lost', // another instance was to check it and sent nothing in time
  'fault', // the probe itself broke; the observations so far stand
] as const
export type Ending = (typeof ENDINGS)[number]

/** What the probes saw of one target. */
export interface TargetEvidence {
  readonly target: Target
  readonly ending: Ending
  readonly observations: readonly Observation[]
}

/** What one sweep saw: the whole input of judgement, and nothing in it is an opinion. */
export interface Evidence {
  /** Wall clock, ISO 8601, UTC. Certificates are judged by it. */
  readonly startedAt: string
  readonly finishedAt: string
  /**
   * Until when, in ms from the start of the sweep, the path of this instance may not be open yet; 0: it is not
   * fresh. The path of a new Cloud Run instance may take a minute or more to open.
   */
  readonly warmUp: number
  /** The resolvers of the system, IP:port. */
  readonly systemResolvers: readonly string[]
  readonly targets: readonly TargetEvidence[]
  readonly dns: Readonly<Record<string, DnsAnswer>>
  readonly certificates: Readonly<Record<string, Certificate>>
}
