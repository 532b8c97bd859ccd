import type { Lab } from './lab.ts'
import type { World } from './world/load.ts'

/** What the lab is raised for. */
export interface Run {
  /** What `--list` says. */
  readonly list: string
  readonly world: World
  readonly head: string
  /** Runs everything, tells each, and counts. It ends early when it is asked to. */
  all(lab: Lab, asked: AbortSignal): Promise<{ readonly passed: number; readonly failed: number }>
}
