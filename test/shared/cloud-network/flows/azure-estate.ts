import { endpoint, vnet } from '../arm.ts'

/** The network of the probe (10.1.1.10): an app subnet, one of endpoints, one of data; a hub is peered with it. */
export function estate(of: {
  app?: string
  pe?: string
  data?: string
  policies?: string
  table?: string
}) {
  const { app, pe, data, policies = 'Disabled', table } = of
  return [
    vnet(
      'vnet-app',
      '10.1.0.0/16',
      {
        'snet-app': { prefix: '10.1.1.0/24', ...(app && { nsg: app }), ...(table && { table }) },
        'snet-pe': { prefix: '10.1.2.0/24', policies, ...(pe && { nsg: pe }) },
        'snet-data': { prefix: '10.1.3.0/24', ...(data && { nsg: data }) },
      },
      { peers: { 'vnet-hub': '10.0.0.0/16 Connected', 'vnet-lost': '10.9.0.0/16 Disconnected' } },
    ),
    endpoint('stapp', 'vnet-app/snet-pe', '10.1.2.4'),
    endpoint('stwait', 'vnet-app/snet-pe', '10.1.2.5', 'Pending'),
    endpoint('stno', 'vnet-app/snet-pe', '10.1.2.6', 'Rejected'),
    endpoint('stgone', 'vnet-app/snet-pe', '10.1.2.7', 'Disconnected'),
  ]
}
