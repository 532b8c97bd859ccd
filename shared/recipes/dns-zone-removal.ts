import type { Need } from './need.ts'
import { comments } from './shell.ts'

/**
 * A zone is deleted after its links, of which the portal shows none in the resource group unless hidden types are
 * shown. Source: https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links
 */
export function zoneRemoval(needs: readonly Need[]): readonly string[] {
  const hiding = [...new Set(needs.flatMap(({ hiddenBy }) => hiddenBy ?? []))].toSorted()
  return [
    ...comments([
      'Removal of a zone that is not wanted: a zone with links cannot be deleted ("nested resources"), and the portal lists the',
      'links of the resource group only with hidden types shown. Look first whether it serves other names. Called as:',
      '  perimeter_remove_zone RESOURCE_GROUP ZONE',
      ...hiding.flatMap((zone) => [
        `This one hides the record that the zone group wrote: perimeter_remove_zone RESOURCE_GROUP ${zone}`,
      ]),
    ]),
    'perimeter_remove_zone() {',
    '  for link in $(az network private-dns link vnet list --resource-group "$1" --zone-name "$2" --query "[].name" --output tsv)',
    '  do',
    '    az network private-dns link vnet delete --resource-group "$1" --zone-name "$2" --name "$link" --yes',
    '  done',
    '  az network private-dns zone delete --resource-group "$1" --name "$2" --yes',
    '}',
  ]
}
