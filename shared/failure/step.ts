/** The network operations that a target's check is made of, in the order in which they build on each other. */
export type StepName = 'resolve' | 'proxy' | 'connect' | 'handshake' | 'request'
