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
 * The host name that clients call, by the public suffix that Private Link’s table has for the type and the sub-resource
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns). Null where the name of the resource does not
 * settle it: the suffix holds a place that is not the region.
 */
export function hostOfResource(resource: NamedResource): string | null {
  const [suffix] = suffixesOf(resource)
  if (suffix === undefined) return null
  const host = `${resource.name}.${inRegion(suffix.text, resource.region)}`.toLowerCase()
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
