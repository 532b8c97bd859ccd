import type { Lookup } from './catalog.ts'

/**
 * Short names of regions in Arc's host names. No list of all is published; these stand in the endpoint lists of Azure
 * Local (https://github.com/Azure/AzureStack-Tools/tree/master/HCI) and in the first network requirements of
 * Arc-enabled Kubernetes (https://learn.microsoft.com/azure/azure-arc/kubernetes/network-requirements). For another
 * region the parameter arcShort is asked for: `azcmagent check` prints the name.
 */
export const ARC_REGIONS: Lookup = {
  by: 'region',
  of: {
    australiaeast: 'ae',
    canadacentral: 'cc',
    centralindia: 'pn',
    eastus: 'eus',
    eastus2: 'eus2',
    japaneast: 'je',
    northeurope: 'ne',
    southcentralus: 'scus',
    southeastasia: 'sea',
    uksouth: 'uks',
    usgovvirginia: 'usgv',
    westcentralus: 'wcus',
    westeurope: 'weu',
    westus2: 'wus2',
  },
}
