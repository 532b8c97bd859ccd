import { expect, test } from 'vitest'
import { customDomain } from '../../../shared/zone/custom-domain.ts'
import { zoneOf } from '../../../shared/zone/zone-of.ts'

test.for([
  ['app.azurewebsites.net', 'custom domain'],
  ['orders.database.windows.net', 'HostNameInCertificate'],
  ['orders.service.signalr.net', 'Key Vault'],
  ['kv.vault.azure.net', null],
  ['orders.azurecr.io', null],
] as const)('customDomain() of the service behind %s', ([host, says]) => {
  const found = customDomain(zoneOf(host)?.service ?? '')
  if (says === null) expect(found).toBeNull()
  else expect(found?.way).toContain(says)
})
