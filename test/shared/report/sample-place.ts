import type { Capability } from '../../../shared/model/capability.ts'
import type { Vantage } from '../../../shared/model/report.ts'

export const RESOLVER = '10.0.0.4:53'
export const SECOND = '10.0.0.5:53'

export const VANTAGE: Vantage = {
  name: 'prod-japaneast',
  cloud: 'azure',
  region: 'japaneast',
  app: 'func-202312',
  resolvers: [RESOLVER],
  addresses: ['10.0.2.7'],
  privateRanges: [],
  node: '24.21.0',
  os: 'Linux 6.6',
  facts: { WEBSITE_VNET_ROUTE_ALL: '1' },
}

export const CAPABILITIES: readonly Capability[] = [
  {
    id: 'deploy',
    name: 'Remote build of a Python app',
    catalog: 'azure-functions',
    symptom: 'Deployments hang at "Running pip install" and end after ten minutes.',
  },
  {
    id: 'pull',
    name: 'Pull an image',
    catalog: 'azure-container-registry',
    symptom: 'Revisions stay in ImagePullBackOff with 403 Forbidden.',
  },
  { id: 'orders', name: 'Orders', catalog: null, symptom: 'The shop answers 500 at checkout.' },
]
