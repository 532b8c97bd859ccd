import { expect, test } from 'vitest'
import { networkAt } from '../../../shared/cloud-network/at.ts'
import { knownNetwork } from '../judge/known-network.ts'
import { vnet } from './arm.ts'
import { network, subnet } from './gcloud.ts'

/** Both clouds, of which a part of the addresses is the same. */
const ROWS = [
  vnet('vnet-app', '10.1.0.0/16', {
    both: { prefix: '10.1.1.0/24' },
    azure: { prefix: '10.1.2.0/24' },
  }),
  network('net'),
  subnet('sub-both', 'net', '10.1.1.0/24', true),
  subnet('sub-google', 'net', '10.1.3.0/24', true),
]

test.for([
  ['other', '10.1.2.4', 'vnet-app/azure'],
  ['other', '10.1.3.4', 'sub-google'],
  ['other', '10.1.1.4', undefined],
  ['azure', '10.1.1.4', 'vnet-app/both'],
  ['gcp', '10.1.1.4', 'sub-both'],
  ['azure', '10.1.3.4', undefined],
  ['gcp', '10.1.2.4', undefined],
  ['other', '192.0.2.1', undefined],
] as const)('on a machine of %s with %s the probe stands in %s', ([cloud, address, place]) => {
  const known = knownNetwork(ROWS, '', { subnet: null })
  const at = networkAt(known, { cloud, app: null, addresses: [address] })
  if (place === undefined) expect(at).toBeNull()
  else expect(at?.place).toContain(place)
})
