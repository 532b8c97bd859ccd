import type { Report } from '../model/report.ts'

/** Why nothing is said by a configuration of the network that was given; null: it has the probe’s subnet, or there is none. */
export function unplaced({ network }: Report): string | null {
  return network === undefined || network.place !== null
    ? null
    : 'the subnet of the probe is not found in the configuration of the network, so that nothing is said by it; network.subnet names one'
}
