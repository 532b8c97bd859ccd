import { apiServerZones } from './api-server.ts'
import { isOfAzure, suffixes } from './suffixes.ts'

const ZONE = /^(.+?)\.((?:[a-z0-9-]+\.)?privatelink(?:-[a-z]+)?\..+)$/

/**
 * The name that clients use for a name in a private link zone, whose certificate holds only that one:
 * `kv.vault.azure.net` for `kv.privatelink.vaultcore.azure.net`, which is more than leaving privatelink out. By the
 * first suffix of Private Link's table that leads into the zone; for a zone that it does not know, without privatelink.
 * The API server of a private AKS cluster has no other name than its private one, and neither have services of others:
 * https://docs.snowflake.com/en/user-guide/privatelink-azure.
 */
export function publicNameOf(host: string): string {
  const name = host.toLowerCase()
  if (apiServerZones(name) !== null) return name
  const plain = name.replace(/\.privatelink(-[a-z]+)?\./, '.')
  const [, label, zone] = ZONE.exec(name) ?? []
  if (label === undefined || zone === undefined) return plain
  if (!isOfAzure(zone)) return name
  const found = suffixes().find(({ zones, text }) => !text.includes('{') && zones.includes(zone))
  return found === undefined ? plain : `${label}.${found.text}`
}
