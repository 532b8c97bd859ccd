import type { Lab } from '../../lab/lab.ts'
import { apply, type ProbeFiles } from '../../lab/scenario/apply.ts'
import { scenario } from '../../lab/scenario/schema.ts'

/** Where Firestore listens: an address among the private endpoints that none of them has. */
export const STORE = { address: '10.50.2.1', port: 8085 }

/** What is wrong with the network of the function. */
export interface Fault {
  /** Whom it asks for names, when not the one with the zone of the restricted VIP. */
  readonly resolver?: string
  /** What the firewall swallows besides. */
  readonly drop?: string
  /** For how long it does, in ms; without it, until the next fault. */
  readonly for?: number
  /** What it answers with a reset. */
  readonly reset?: string
}

/** What else is of Google: the network has no route there. */
const NO_ROUTE = ['google-www', 'google-private', 'google-api-public']

/** Puts the network into a state; without a fault, the article’s. A process that runs in it meets it at once. */
export async function setNetwork(lab: Lab, fault: Fault = {}): Promise<ProbeFiles> {
  const { drop, for: ms, reset } = fault
  const given = scenario.parse({
    shows: 'A VPC whose only way out is restricted.googleapis.com',
    resolver: fault.resolver ?? 'google-restricted',
    firewall: [
      { action: 'drop', to: NO_ROUTE },
      ...(drop ? [{ action: 'drop', to: drop, ...(ms && { for: ms }) }] : []),
      ...(reset ? [{ action: 'reject-reset', to: reset }] : []),
    ],
    config: {},
    expect: {},
  })
  return await apply(lab, { ...given, name: 'cloud-run' })
}
