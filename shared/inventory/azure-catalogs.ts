import { namedInSettings } from './app-settings.ts'
import { isPublicAccessOff } from './azure-access.ts'
import type { AzureResource } from './azure-resource.ts'
import { hostIn } from './host-in.ts'
import { listAt, textAt } from './lookup.ts'
import { type Found, type FoundCatalog, found } from './part.ts'

type Values = FoundCatalog['with']

interface Row {
  readonly type: string
  readonly use: string
  readonly name: string
  /** The parameters that the resource settles, besides `region`. */
  readonly parameters: (resource: AzureResource) => Readonly<Record<string, Values[string] | null>>
  /** Whether all resources of a region are one use. */
  readonly perRegion?: boolean
}

/** Parameters by Resource Manager's names: https://learn.microsoft.com/azure/templates */
const ROWS: readonly Row[] = [
  {
    ...{ type: 'microsoft.containerregistry/registries', use: 'azure-container-registry' },
    name: 'container registry',
    parameters: (registry) => ({
      registry: registry.name,
      replicas: regionsOf(registry),
      privateEndpoints: isPublicAccessOff(registry) ? ['registry'] : null,
    }),
  },
  {
    ...{ type: 'microsoft.containerservice/managedclusters', use: 'azure-aks-nodes' },
    name: 'AKS cluster',
    parameters: ({ facts }) => ({
      apiServer: hostIn(textAt(facts, 'privateFQDN', 'privateFqdn', 'fqdn')),
    }),
  },
  {
    ...{ type: 'microsoft.insights/components', use: 'azure-monitor' },
    name: 'Application Insights',
    parameters: ({ facts }) => ({
      ...{ features: ['app-insights'] },
      ingestionHost: inConnection(facts, 'IngestionEndpoint'),
      liveHost: inConnection(facts, 'LiveEndpoint'),
    }),
  },
  {
    ...{ type: 'microsoft.operationalinsights/workspaces', use: 'azure-monitor' },
    name: 'Log Analytics workspace',
    parameters: ({ facts }) => ({
      ...{ features: ['agent'] },
      workspaceId: textAt(facts, 'customerId', 'workspace_id'),
    }),
  },
  {
    ...{ type: 'microsoft.insights/datacollectionendpoints', use: 'azure-monitor' },
    name: 'data collection endpoint',
    parameters: ({ facts }) => ({
      ...{ features: ['logs-ingestion'] },
      dceHost: hostIn(textAt(facts, 'logsIngestion.endpoint', 'logs_ingestion_endpoint')),
    }),
  },
  {
    ...{ type: 'microsoft.hybridcompute/machines', use: 'azure-arc-servers', perRegion: true },
    name: 'Arc-enabled servers',
    parameters: ({ facts }) => ({ os: operatingSystem(facts) }),
  },
  {
    ...{ type: 'microsoft.kubernetes/connectedclusters', use: 'azure-arc-kubernetes' },
    ...{ name: 'Arc-enabled Kubernetes', perRegion: true },
    parameters: () => ({}),
  },
]

/** The catalog that a resource calls for; null for one that is an endpoint and no system. */
export function azureCatalog(resource: AzureResource): Found | null {
  if (resource.type === 'microsoft.web/sites' && isFunctionApp(resource))
    return use(FUNCTIONS, resource)
  const row = ROWS.find(({ type }) => type === resource.type)
  return row === undefined ? null : use(row, resource)
}

/** What people call a type that is a system; null for another. */
export function systemName(type: string): string | null {
  return ROWS.find((row) => row.type === type)?.name ?? null
}

const FUNCTIONS: Row = {
  ...{ type: 'microsoft.web/sites', use: 'azure-functions', name: 'function app' },
  parameters: (app) => {
    const named = namedInSettings(app.facts)
    return {
      app: app.name,
      host: hostIn(textAt(app.facts, 'defaultHostName', 'default_hostname')),
      os: app.given.includes('windows') ? 'windows' : null,
      ...named,
      storageAccount: textAt(app.facts, 'storage_account_name') ?? named['storageAccount'] ?? null,
      privateEndpoints: isPublicAccessOff(app) ? ['app'] : null,
    }
  },
}

/** `functionapp,linux` in Resource Manager; a type of its own in Terraform. */
function isFunctionApp({ given, facts }: AzureResource): boolean {
  return given.includes('function_app') || /^functionapp/.test(textAt(facts, 'kind') ?? '')
}

function use(row: Row, resource: AzureResource): Found {
  const { region, name } = resource
  const what = `${row.name} ${name}`
  if (region === null) {
    return found({
      notes: [`${what}: the file does not have its region; add the catalog ${row.use} with it`],
    })
  }
  const all = Object.entries({ ...row.parameters(resource), region })
  const known = all.filter((pair) => pair[1] !== null && pair[1].length > 0)
  const subject = row.perRegion ? region : name
  return found({
    catalogs: [
      {
        use: row.use,
        with: Object.fromEntries(known) as Values,
        subject,
        what: row.perRegion ? `${row.name} in ${region}` : what,
      },
    ],
  })
}

function regionsOf({ facts }: AzureResource): readonly string[] {
  return listAt(facts, 'georeplications').flatMap((place) => textAt(place, 'location') ?? [])
}

/** The host alone: the string holds the key of the resource. */
function inConnection(facts: unknown, key: string): string | null {
  const text = textAt(facts, 'ConnectionString', 'connection_string') ?? ''
  return hostIn(new RegExp(`${key}=(https://[^;/]+)`, 'i').exec(text)?.[1] ?? null)
}

function operatingSystem(facts: unknown): readonly string[] | null {
  const name = (textAt(facts, 'osType', 'osName', 'kind') ?? '').toLowerCase()
  return name === 'linux' || name === 'windows' ? [name] : null
}
