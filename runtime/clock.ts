import type { Clock } from '../shared/ports/clock.ts'

/** The clock of the machine. */
export const SYSTEM_CLOCK: Clock = { now: () => performance.now(), date: () => new Date() }
