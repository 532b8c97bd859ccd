import { BUILD_CAPABILITIES, BUILD_PARAMETERS, BUILD_ROWS } from './azure-builds.ts'
import { CLOUD, cloudLookups } from './azure-clouds.ts'
import { privateWith, row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const endpoints: readonly EndpointRow[] = [
  row('scm', 'https://{scmHost}/', 'deploy', 'kudu', {
    ...privateWith('app'),
    note: 'Kudu posts to its own REST API',
  }),
  ...BUILD_ROWS,
]

/** What building and deploying a web app on App Service needs of the network. */
export const azureAppServiceBuild = {
  name: 'azure-app-service-build',
  version: '2026-11-22',
  title: 'App Service: build and deploy a web app',
  about:
    'What the deployment site (Kudu), the Linux build engine (Oryx) and the package managers call. The registries are the usual ones, not a promise of the platform: private feeds, and packages from elsewhere, are yours to add under targets.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line; a default may refer to the parameters above it
  parameters: {
    cloud: CLOUD,
    app: { type: 'string', required: true, pattern: '[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]', example: 'app-orders', describe: 'Name of the web app' },
    scmHost: { type: 'string', required: false, default: '{app}.scm.{siteSuffix}', pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', example: 'app-orders.scm.azurewebsites.net', describe: 'Host name of the deployment site; with a unique default host name: label.scm.rest' },
    ...BUILD_PARAMETERS,
    privateEndpoints: { type: 'list', required: false, default: [], values: ['app'], describe: 'app: the web app has a private endpoint, so its names must resolve to private addresses' },
  },
  lookups: cloudLookups('siteSuffix'),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'deploy', sandbox: 'deployment-site', name: 'A deployment completes', symptom: 'The client gets status 500, "An error occurred while sending the request."', quotes: ['{"Message":"An error has occurred.","ExceptionMessage":"An error occurred while sending the request.","ExceptionType":"System.Net.Http.HttpRequestException"', '500: An error occurred while sending the request', '500 Internal Server Error: An error occurred while sending the request'] },
    ...BUILD_CAPABILITIES,
  ],
  endpoints: [...endpoints],
} satisfies Catalog
