import { expect, test } from 'vitest'
import { draftOf } from '../../../shared/inventory/draft.ts'
import { readInventory } from '../../../shared/inventory/read.ts'

const resource = (type: string, properties: unknown) => ({
  ...{ type, name: 'One', location: 'japaneast', properties },
})
const closed = { publicNetworkAccess: 'Disabled' }
const app = (ingress: unknown) =>
  resource('Microsoft.App/containerApps', { configuration: { ingress } })
const FQDN = 'app.kind.japaneast.azurecontainerapps.io'
const discoveryUrl = 'https://japaneast.api.azureml.ms/discovery'
const environment = (internal: unknown) =>
  resource('Microsoft.App/managedEnvironments', {
    ...{ defaultDomain: 'kind.japaneast.azurecontainerapps.io', vnetConfiguration: { internal } },
  })

/** Each target of a document, with what is expected of its name. */
function targets(document: readonly unknown[]): readonly string[] {
  const found = readInventory(JSON.stringify(document), null)?.found
  if (found === undefined) return []
  return draftOf(found).targets.map(({ entry }) => {
    const expected = entry['expect'] as { resolution?: string } | undefined
    return [entry['url'], expected?.resolution ?? ''].join(' ').trim()
  })
}

test.for([
  [
    'a container app over HTTP',
    [app({ fqdn: FQDN, transport: 'auto', exposedPort: 0, targetPort: 8080 })],
    [`https://${FQDN}/`],
  ],
  [
    'over TCP',
    [app({ fqdn: FQDN, transport: 'Tcp', exposedPort: 7000, targetPort: 80 })],
    [`tcp://${FQDN}:7000`],
  ],
  [
    'over TCP at its own port',
    [app({ fqdn: FQDN, transport: 'tcp', exposedPort: 0, targetPort: 5432 })],
    [`postgres://${FQDN}:5432`],
  ],
  [
    'over TCP at no port that is told',
    [app({ fqdn: FQDN, transport: 'tcp' })],
    [`https://${FQDN}/`],
  ],
  [
    'in an internal environment',
    [app({ fqdn: FQDN }), environment(true)],
    [`https://${FQDN}/ private`],
  ],
  [
    'in an environment with a public side',
    [app({ fqdn: FQDN }), environment(false)],
    [`https://${FQDN}/`],
  ],
  [
    'beside an environment of another domain',
    [app({ fqdn: 'app.unkind.japaneast.azurecontainerapps.io' }), environment(true)],
    ['https://app.unkind.japaneast.azurecontainerapps.io/'],
  ],
  [
    'API Management with a name of its own',
    [
      resource('Microsoft.ApiManagement/service', {
        ...{ gatewayUrl: 'https://one.azure-api.net', virtualNetworkType: 'Internal' },
        hostnameConfigurations: [
          { type: 'Proxy', hostName: 'one.azure-api.net' },
          { type: 'Proxy', hostName: 'api.corp.test' },
          { type: 'DeveloperPortal', hostName: 'dev.corp.test' },
        ],
      }),
    ],
    ['https://one.azure-api.net/ private', 'https://api.corp.test/ private'],
  ],
  [
    'an AI account with its parts',
    [
      resource('Microsoft.CognitiveServices/accounts', {
        ...{ ...closed, endpoint: 'https://one.cognitiveservices.azure.com/' },
        endpoints: {
          A: 'https://one.openai.azure.com/',
          B: 'https://one.cognitiveservices.azure.com/',
          C: 'https://japaneast.stt.speech.microsoft.com/',
          D: 7,
        },
      }),
    ],
    ['https://one.cognitiveservices.azure.com/ private', 'https://one.openai.azure.com/ private'],
  ],
  [
    'a MongoDB cluster',
    [
      resource('Microsoft.DocumentDB/mongoClusters', {
        ...{
          ...closed,
          connectionString:
            'mongodb+srv://<user>:<password>@two.mongocluster.cosmos.azure.com/?tls=true',
        },
      }),
    ],
    ['dns://_mongodb._tcp.two.mongocluster.cosmos.azure.com?type=SRV'],
  ],
  [
    'a MongoDB cluster by its name',
    [resource('Microsoft.DocumentDB/mongoClusters', closed)],
    ['dns://_mongodb._tcp.one.mongocluster.cosmos.azure.com?type=SRV'],
  ],
  [
    'a Machine Learning workspace',
    [
      resource('Microsoft.MachineLearningServices/workspaces', {
        ...closed,
        discoveryUrl,
        workspaceId: '11-22',
      }),
    ],
    ['https://11-22.workspace.japaneast.api.azureml.ms/ private'],
  ],
  [
    'one whose id is not told: the region is public',
    [resource('Microsoft.MachineLearningServices/workspaces', { ...closed, discoveryUrl })],
    ['https://japaneast.api.azureml.ms/'],
  ],
  [
    'a Relay namespace',
    [
      resource('Microsoft.Relay/namespaces', {
        serviceBusEndpoint: 'https://one.servicebus.windows.net:443/',
      }),
    ],
    ['https://one.servicebus.windows.net/'],
  ],
  [
    'a static web app with domains of its own',
    [
      resource('Microsoft.Web/staticSites', {
        defaultHostname: 'a-1.azurestaticapps.net',
        customDomains: ['www.corp.test', 'corp.test'],
      }),
    ],
    ['https://a-1.azurestaticapps.net/', 'https://www.corp.test/', 'https://corp.test/'],
  ],
] as const)('%s', ([, document, expected]) => {
  expect(targets(document)).toEqual(expected)
})
