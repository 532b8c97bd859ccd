import { describe, expect, test } from 'vitest'
import { azureFlow } from '../../../shared/cloud-network/in-azure/evaluate.ts'
import { azurePlace } from '../../../shared/cloud-network/in-azure/place.ts'
import { serviceTags } from '../../../shared/cloud-network/match.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { idOf } from './arm.ts'
import { azureEstates } from './estates.ts'
import { expectDecision, rowsOf } from './flow-table.ts'
import { AZURE_EDGES, EDGE_TAGS } from './flows/azure-edges.ts'
import { AZURE_ENDPOINT_ROUTES } from './flows/azure-endpoint-routes.ts'
import { AZURE_ENDS } from './flows/azure-ends.ts'
import { AZURE_FIREWALL } from './flows/azure-firewall.ts'
import { AZURE_FIREWALL_TAGS } from './flows/azure-firewall-tags.ts'
import { AZURE_INTERFACES } from './flows/azure-interfaces.ts'
import { AZURE_PEERINGS } from './flows/azure-peerings.ts'
import { AZURE_ROUTES } from './flows/azure-routes.ts'
import { AZURE_RULES } from './flows/azure-rules.ts'

const TAGS = serviceTags([
  { owner: 'Storage', cidr: '20.150.0.0/16' },
  { owner: 'Storage.JapanEast', cidr: '20.150.0.0/17' },
  { owner: 'AzureKeyVault', cidr: '20.43.0.0/16' },
  ...EDGE_TAGS,
])

const TABLES = [
  ...AZURE_RULES,
  ...AZURE_ENDS,
  ...AZURE_ROUTES,
  ...AZURE_ENDPOINT_ROUTES,
  ...AZURE_PEERINGS,
  ...AZURE_INTERFACES,
  ...AZURE_FIREWALL,
  ...AZURE_FIREWALL_TAGS,
  ...AZURE_EDGES,
]

describe.for(TABLES)('$shows ($source)', (table) => {
  const places = azureEstates(table.configuration).map(({ form, configuration }) => {
    const { azure } = readNetwork(JSON.stringify({ data: configuration }), 'network.json')
    const place = azurePlace(azure, {
      subnet: table.subnet === undefined ? null : idOf('virtualNetworks', table.subnet),
      app: 'func-app',
      addresses: table.subnet === undefined ? ['127.0.0.1', '10.1.1.10'] : ['127.0.0.1'],
      tags: TAGS,
    })
    return [form, place] as const
  })

  test.for(rowsOf(table))('$flow.address:$flow.port $flow.name: $outcome by $by', (row) => {
    for (const [form, place] of places) {
      expect(place, form).not.toBeNull()
      if (place !== null) expectDecision(azureFlow(place, row.flow), row, form)
    }
  })
})
