import { isTemplate, templateResources } from './arm-template.ts'
import { azureFound } from './azure.ts'
import { azureResource } from './azure-resource.ts'
import { googleFound } from './google.ts'
import { assetResource } from './google-asset.ts'
import { gcloudResource, whatItIs } from './google-resource.ts'
import { hostsList, hostsTable } from './hosts-list.ts'
import { isObject } from './lookup.ts'
import { type Found, found, together } from './part.ts'
import { terraformFound } from './terraform.ts'
import { trafficFound } from './traffic.ts'

/** What a file is taken for, in the words of a message. */
export const INVENTORY_FORMATS = [
  'a Terraform state or plan (terraform show -json)',
  'an ARM template, also compiled from Bicep or exported',
  'JSON of az or of Azure Resource Graph',
  'JSON of gcloud',
  'a list of hosts or a CSV with a column of hosts',
  'a firewall or proxy log',
] as const
export type InventoryFormat = (typeof INVENTORY_FORMATS)[number]

/** What one file gives to check, and what it was taken for. */
export interface Inventory {
  readonly format: InventoryFormat
  readonly found: Found
}

/**
 * Reads what somebody has of a network. Only names, addresses and settings that are asked for leave this function:
 * a state holds secrets, and nothing of the document is kept. Null for a text that is none of INVENTORY_FORMATS.
 * `region` is that of resources of Azure whose own the file leaves open.
 * Never throws.
 */
export function readInventory(text: string, region: string | null): Inventory | null {
  const document = parsed(text.replace(/^\uFEFF/, ''))
  const [state, template, azure, google, list, log] = INVENTORY_FORMATS
  if (document !== undefined) {
    const terraform = terraformFound(document)
    if (terraform !== null) return { format: state, found: together(terraform) }
    if (isTemplate(document)) {
      return { format: template, found: together(azureParts(templateResources(document), region)) }
    }
    const items = itemsOf(document)
    const parts = azureParts(items, region)
    if (parts.length > 0) return { format: azure, found: together(parts) }
    const ofGoogle = googleParts(items)
    if (ofGoogle !== null) return { format: google, found: together(ofGoogle) }
  }
  const hosts = hostsTable(text) ?? hostsList(text)
  if (hosts !== null) return { format: list, found: hosts }
  const traffic = trafficFound(text)
  return traffic === null ? null : { format: log, found: traffic }
}

/** Null where nothing of it is known to be Google’s. */
function googleParts(items: readonly unknown[]): readonly Found[] | null {
  const resources = items.map((item) => assetResource(item) ?? gcloudResource(item))
  if (resources.every((one) => one === null)) return null
  return resources.map((one, i) =>
    one === null ? found({ unknown: [whatItIs(items[i]) ?? []].flat() }) : googleFound(one),
  )
}

function azureParts(items: readonly unknown[], region: string | null): readonly Found[] {
  return items.flatMap((item) => {
    const resource = azureResource(item)
    return resource === null ? [] : [azureFound({ ...resource, region: resource.region ?? region })]
  })
}

/** The objects of a list: as it stands, below `value` (Resource Manager) or `data` (Resource Graph), or one alone. */
function itemsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document
  if (!isObject(document)) return []
  const inner = [document['value'], document['data']].find((one) => Array.isArray(one))
  return Array.isArray(inner) ? inner : [document]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
