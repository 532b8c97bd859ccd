import type { KnownNetwork } from '../../../shared/cloud-network/at.ts'
import { serviceTags } from '../../../shared/cloud-network/match.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'

/** A configuration of the network as judgement gets it, with the probe in a subnet of it. */
export function knownNetwork(
  rows: readonly unknown[],
  subnet: string,
  more: Partial<KnownNetwork> = {},
): KnownNetwork {
  return {
    configuration: readNetwork(JSON.stringify(rows), 'network.json'),
    subnet,
    networkTags: [],
    serviceAccount: null,
    ranges: serviceTags([]),
    ...more,
  }
}
