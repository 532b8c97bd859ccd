import { mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { stringify } from 'yaml'
import type { Lab } from '../../lab/lab.ts'
import { ACCOUNT } from './azure-tables.ts'

export const SITE = 'func-lab'

/** The identity endpoint of App Service, on the loopback of the network. */
export const IDENTITY = { address: '127.0.0.1', port: 41741, path: '/msi/token' }

/** Where telemetry and notifications go, each below its own host. */
export const PATHS = { telemetry: '/v2.1/track', webhook: '/perimeter' }

/** The app settings, and what the platform adds. `more` goes into the configuration. */
export function settingsOf({ session, rootFile }: Lab, more: object): Record<string, string> {
  const temporary = path.join(session.folder, 'site')
  mkdirSync(temporary, { recursive: true })
  const config = {
    ca: [rootFile],
    limits: { step: '1s', target: '6s', sweep: '20s', attempts: 2 },
    catalogs: [
      {
        use: 'azure-container-registry',
        with: { registry: 'acrlab', region: 'japaneast', privateEndpoints: ['registry'] },
      },
    ],
    targets: [
      {
        ...{ name: 'vault', url: 'https://kvlab.vault.azure.net/' },
        expect: { resolution: 'private' },
      },
      {
        ...{ name: 'the internet', url: 'https://www.google.com/' },
        expect: { reachability: 'blocked' },
      },
    ],
    alerts: {
      ...{ openAfter: 2, closeAfter: 2 },
      notify: [{ webhook: `https://hooks.contoso.example${PATHS.webhook}` }],
    },
    ...more,
  }
  return {
    PATH: process.env['PATH'] ?? '',
    TMPDIR: temporary,
    PERIMETER_CONFIG_YAML: stringify(config),
    PERIMETER_SCHEDULE: '0 */5 * * * *',
    AzureWebJobsStorage__tableServiceUri: `https://${ACCOUNT}.table.core.windows.net/${ACCOUNT}`,
    IDENTITY_ENDPOINT: `http://${IDENTITY.address}:${IDENTITY.port}${IDENTITY.path}`,
    IDENTITY_HEADER: 'header',
    APPLICATIONINSIGHTS_CONNECTION_STRING:
      'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://lab.applicationinsights.azure.com/',
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD',
    WEBSITE_SITE_NAME: SITE,
    WEBSITE_SKU: 'FlexConsumption',
    WEBSITE_PRIVATE_IP: '10.50.1.4',
    WEBSITE_VNET_ROUTE_ALL: '1',
    REGION_NAME: 'Japan East',
  }
}

/** What the identity endpoint of App Service gives; Azurite looks at audience, issuer and end of a token. */
export function granted() {
  const now = Math.floor(Date.now() / 1000)
  const issuer = 'https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/'
  const claims = { aud: 'https://storage.azure.com', iss: issuer, iat: now, nbf: now }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return {
    access_token: `${part({ alg: 'none', typ: 'JWT' })}.${part({ ...claims, exp: now + 3600 })}.x`,
    expires_on: String(now + 3600),
    resource: 'https://storage.azure.com',
    token_type: 'Bearer',
  }
}
