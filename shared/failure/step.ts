/** The network operations that a target's check is made of, in the order in which they build on each other. */
export const STEPS = [
  'query',
  'resolve',
  'proxy',
  'connect',
  'handshake',
  'greet',
  'exchange',
  'request',
] as const

export type StepName = (typeof STEPS)[number]

/** The steps towards the target itself; a proxy step may come between. */
export type TargetStep = Exclude<StepName, 'proxy'>

/** The steps at one address of the target. */
export type LegStep = Exclude<TargetStep, 'resolve' | 'query'>

/** Whether a step deals with one address of the target. */
export function isLegStep(step: StepName): step is LegStep {
  return step !== 'resolve' && step !== 'proxy' && step !== 'query'
}
