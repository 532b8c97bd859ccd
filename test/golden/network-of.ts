import type { KnownNetwork } from '../../shared/cloud-network/at.ts'
import type { NamedScenario } from '../lab/scenario/schema.ts'
import { knownNetwork } from '../shared/judge/known-network.ts'

/** The configuration of the network that the probe was given in a scenario. */
export function networkOf(scenario: NamedScenario | undefined): KnownNetwork | undefined {
  const network = scenario?.network
  return network === undefined ? undefined : knownNetwork(network.resources, network.subnet)
}
