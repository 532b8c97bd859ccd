import type { AzureCloud } from './suffixes.ts'

/**
 * The regions that hosts of regional services carry in their names, by cloud, as of 2026-11. A region that is missing
 * here is not asked after. Source: https://learn.microsoft.com/azure/reliability/regions-list and, for the two other
 * clouds, the lists that `az account list-locations` prints there.
 */
// biome-ignore format: one part of the world a line
const REGIONS: Readonly<Record<AzureCloud, readonly string[]>> = {
  AzureCloud: [
    'eastus', 'eastus2', 'centralus', 'northcentralus', 'southcentralus', 'westcentralus', 'westus', 'westus2', 'westus3',
    'canadacentral', 'canadaeast', 'brazilsouth', 'brazilsoutheast', 'chilecentral', 'mexicocentral',
    'northeurope', 'westeurope', 'uksouth', 'ukwest', 'francecentral', 'francesouth', 'germanywestcentral', 'germanynorth',
    'switzerlandnorth', 'switzerlandwest', 'norwayeast', 'norwaywest', 'swedencentral', 'polandcentral', 'italynorth',
    'spaincentral', 'austriaeast', 'belgiumcentral', 'denmarkeast',
    'israelcentral', 'uaenorth', 'uaecentral', 'qatarcentral', 'southafricanorth', 'southafricawest',
    'centralindia', 'southindia', 'westindia', 'jioindiawest', 'jioindiacentral', 'eastasia', 'southeastasia',
    'japaneast', 'japanwest', 'koreacentral', 'koreasouth', 'indonesiacentral', 'malaysiawest',
    'australiaeast', 'australiasoutheast', 'australiacentral', 'australiacentral2', 'newzealandnorth',
  ],
  AzureUSGovernment: ['usgovvirginia', 'usgovtexas', 'usgovarizona', 'usdodeast', 'usdodcentral'],
  AzureChinaCloud: ['chinaeast', 'chinanorth', 'chinaeast2', 'chinanorth2', 'chinaeast3', 'chinanorth3'],
}

/** The regions of a cloud, as host names have them: `japaneast`. */
export function regionsOf(cloud: AzureCloud): readonly string[] {
  return REGIONS[cloud]
}
