import { zoneOf } from './zone-of.ts'

/** Domains of Microsoft that its cloud is used by, in all of its clouds; names with a private zone are in `zoneOf`. */
const SITES = new RegExp(
  `(^|\\.)(${[
    'windows.net azure.com azure.net azure.us azure.cn azurecr.io azurecr.us azurecr.cn microsoft.com microsoft.us',
    'microsoftonline.com microsoftonline.us chinacloudapi.cn usgovcloudapi.net trafficmanager.net azurefd.net',
    'azureedge.net azurewebsites.net azurewebsites.us azurecontainerapps.io azurestaticapps.net azure-api.net',
    'azure-automation.net azmk8s.io azuredatabricks.net azuresynapse.net azure-devices.net azureml.ms office.com',
  ]
    .join(' ')
    .replaceAll('.', '\\.')
    .replaceAll(' ', '|')})$`,
)

/** Whether a name is of Azure: a service that can have a private endpoint, or a domain that its cloud is used by. */
export function isAzureName(host: string): boolean {
  return SITES.test(host) || zoneOf(host) !== null
}
