import { type AzureCloud, type Suffix, suffixes, words } from '../zone/suffixes.ts'

/** What builds the host name of a resource whose name alone is known. */
export interface NamedResource {
  /** As Resource Manager has it, in any case: Microsoft.KeyVault/vaults. */
  readonly type: string
  readonly name: string
  readonly region: string | null
  /** The sub-resource (group id) that is meant; null: the type’s first. */
  readonly groupId: string | null
}

/**
 * Types whose host names hold what the resource’s name does not say: a hash, an id, a number of the region; or that
 * have no host of their own, as scopes have. https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
const UNSETTLED = new Set(
  (
    'app/managedenvironments attestation/attestationproviders authorization/resourcemanagementprivatelinks ' +
    'botservice/botservices compute/diskaccesses containerservice/managedclusters dashboard/grafana ' +
    'databricks/workspaces datafactory/factories dbforpostgresql/servergroupsv2 desktopvirtualization/hostpools ' +
    'desktopvirtualization/workspaces digitaltwins/digitaltwinsinstances elasticsan/elasticsans eventgrid/domains ' +
    'eventgrid/namespaces eventgrid/partnernamespaces eventgrid/topics fabric/privatelinkservicesforfabric ' +
    'fileshares/fileshares healthcareapis/workspaces hybridcompute/privatelinkscopes insights/privatelinkscopes ' +
    'iotcentral/iotapps machinelearningservices/registries machinelearningservices/workspaces maps/accounts ' +
    'media/mediaservices migrate/assessmentprojects migrate/migrateprojects monitor/accounts ' +
    'powerbi/privatelinkservicesforpowerbi storagesync/storagesyncservices synapse/privatelinkhubs ' +
    'videoindexer/accounts web/staticsites'
  )
    .split(' ')
    .map((type) => `microsoft.${type}`),
)

/** Sub-resources with a name of their own, or (null) with one that the resource’s does not settle. */
const OF_GROUP: Readonly<Record<string, string | null>> = {
  sqlondemand: '-ondemand',
  blob_secondary: '-secondary',
  table_secondary: '-secondary',
  queue_secondary: '-secondary',
  dfs_secondary: '-secondary',
  web: null,
  web_secondary: null,
  portal: null,
  platform: null,
}

/**
 * The host name that clients call, by the public suffix that Private Link’s table has for the type and the sub-resource
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns). Null where the name of the resource does not
 * settle it.
 */
export function hostOfResource(resource: NamedResource): string | null {
  const [suffix] = suffixesOf(resource)
  const group = resource.groupId?.toLowerCase() ?? ''
  const ending = Object.hasOwn(OF_GROUP, group) ? OF_GROUP[group] : ''
  if (suffix === undefined || ending == null || UNSETTLED.has(resource.type.toLowerCase()))
    return null
  const host = `${resource.name}${ending}.${inRegion(suffix.text, resource.region)}`.toLowerCase()
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? host : null
}

function suffixesOf({ type, groupId, region }: NamedResource): readonly Suffix[] {
  const cloud = cloudOf(region)
  return suffixes().filter((suffix) => {
    const groups = words(suffix.row[2]).map((id) => id.toLowerCase())
    const isGroup = groupId === null || groups.includes(groupId.toLowerCase())
    return suffix.cloud === cloud && isGroup && isOfType(suffix, type)
  })
}

/** `Microsoft.DBforPostgreSQL/servers|flexibleServers` is two types. */
function isOfType({ row }: Suffix, type: string): boolean {
  const [provider = '', kinds = ''] = row[1].toLowerCase().split('/')
  return kinds.split('|').some((kind) => `${provider}/${kind}` === type.toLowerCase())
}

function inRegion(text: string, region: string | null): string {
  return region === null ? text : text.replace(/\{region(Name)?\}/, region)
}

function cloudOf(region: string | null): AzureCloud {
  if (region?.startsWith('usgov') || region?.startsWith('usdod')) return 'AzureUSGovernment'
  return region?.startsWith('china') ? 'AzureChinaCloud' : 'AzureCloud'
}
