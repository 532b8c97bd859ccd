import { describe, expect, test } from 'vitest'
import { azureName } from '../../../shared/cloud-network/in-azure/names.ts'
import { azurePlace } from '../../../shared/cloud-network/in-azure/place.ts'
import { readNetwork } from '../../../shared/cloud-network/read.ts'
import { idOf } from './arm.ts'
import { inbound, zone } from './arm-dns.ts'
import { azureEstates } from './estates.ts'
import { expectName, wordsOf } from './flow-table.ts'
import { AZURE_NAMES, app, BLOB, hub } from './flows/azure-names.ts'

describe.for(AZURE_NAMES)('$shows ($source)', ({ configuration, names }) => {
  const places = azureEstates(configuration).map(({ form, configuration: whole }) => {
    const { azure } = readNetwork(JSON.stringify(whole), 'network.json')
    const place = azurePlace(azure, {
      subnet: idOf('virtualNetworks', 'vnet-app/subnets/snet-app'),
      app: null,
      addresses: [],
      tags: new Map(),
    })
    return [form, place] as const
  })

  test.for(wordsOf(names))('%s: %s by %s', (row) => {
    for (const [form, place] of places) {
      expect(place, form).not.toBeNull()
      if (place !== null) expectName(azureName(place, row[0] ?? ''), row, form)
    }
  })
})

test('the servers that the host asks go before those of its network', () => {
  const rows = [
    app(['192.168.0.53']),
    hub(),
    inbound('in', 'vnet-hub', '10.0.2.4'),
    ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4']),
  ]
  const { azure } = readNetwork(JSON.stringify(rows), 'network.json')
  const subnet = idOf('virtualNetworks', 'vnet-app/subnets/snet-app')
  const place = azurePlace(azure, { subnet, app: null, addresses: [], tags: new Map() })
  const answers = [[], ['10.0.2.4'], ['168.63.129.16'], ['10.0.2.4', '168.63.129.16']].map(
    (asked) => place && azureName(place, `stapp.${BLOB}`, asked).answer,
  )
  expect(answers).toEqual(['unreadable', 'addresses', 'public', 'unreadable'])
})
