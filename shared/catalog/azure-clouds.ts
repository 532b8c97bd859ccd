import type { AzureCloud } from '../zone/zone-of.ts'
import type { Lookup, Parameter } from './catalog.ts'

/** The parameter that chooses the cloud; the texts below follow from it. */
export const CLOUD = {
  type: 'choice',
  required: false,
  default: 'AzureCloud',
  values: ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'],
  describe: 'Azure cloud, as az cloud list names it',
} satisfies Parameter

/** The parameter of a region, of what. */
export function azureRegion(of: string | null = null) {
  const describe = `Region${of === null ? '' : ` of the ${of}`}, as Azure Resource Manager spells it`
  return {
    ...{ type: 'string', required: true, pattern: '[a-z0-9]+', example: 'japaneast' },
    describe,
  } as const satisfies Parameter
}

/**
 * Host names and suffixes of the three clouds. A dash stands where the sources name none: rows that would need it
 * fall away in that cloud. Sources: the pages of azure-sources.ts, and
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns.
 */
// biome-ignore format: one name a line
const NAMES = {
  siteSuffix:     ['azurewebsites.net',                  'azurewebsites.us',              'chinacloudsites.cn'],
  storageSuffix:  ['core.windows.net',                   'core.usgovcloudapi.net',        'core.chinacloudapi.cn'],
  vaultSuffix:    ['vault.azure.net',                    'vault.usgovcloudapi.net',       'vault.azure.cn'],
  configSuffix:   ['azconfig.io',                        'azconfig.azure.us',             '-'],
  registrySuffix: ['azurecr.io',                         'azurecr.us',                    '-'],
  entraHost:      ['login.microsoftonline.com',          'login.microsoftonline.us',      'login.chinacloudapi.cn'],
  entraPartner:   ['-',                                  '-',                             'login.partner.chinacloudapi.cn'],
  entraRegional:  ['login.microsoft.com',                '-',                             '-'],
  entraLegacy:    ['login.windows.net',                  '-',                             '-'],
  armHost:        ['management.azure.com',               'management.usgovcloudapi.net',  'management.chinacloudapi.cn'],
  graphHost:      ['graph.microsoft.com',                'graph.microsoft.com',           'graph.chinacloudapi.cn'],
  mcrHost:        ['mcr.microsoft.com',                  'mcr.microsoft.com',             'mcr.azure.cn'],
  telemetryHost:  ['dc.services.visualstudio.com',       'dc.applicationinsights.us',     'dc.applicationinsights.azure.cn'],
  insights:       ['applicationinsights.azure.com',      '-',                             '-'],
  insightsOld:    ['applicationinsights.microsoft.com',  '-',                             '-'],
  visualStudio:   ['services.visualstudio.com',          '-',                             '-'],
  monitorSuffix:  ['monitor.azure.com',                  '-',                             '-'],
  odsSuffix:      ['ods.opinsights.azure.com',           'ods.opinsights.azure.us',       '-'],
  arcSuffix:      ['his.arc.azure.com',                  'his.arc.azure.us',              'his.arc.azure.cn'],
  guestSuffix:    ['guestconfiguration.azure.com',       'guestconfiguration.azure.us',   'guestconfiguration.azure.cn'],
  notifyHost:     ['guestnotificationservice.azure.com', '-',                             'guestnotificationservice.azure.cn'],
  relaySuffix:    ['servicebus.windows.net',             '-',                             'servicebus.chinacloudapi.cn'],
  pasHost:        ['pas.windows.net',                    'pasff.usgovcloudapi.net',       'pas.chinacloudapi.cn'],
  arcDataSuffix:  ['arcdataservices.com',                'arcdataservices.azure.us',      '-'],
  policyData:     ['data.policy.core.windows.net',       'data.policy.azure.us',          'data.policy.azure.cn'],
  policyStore:    ['store.policy.core.windows.net',      '-',                             'store.policy.azure.cn'],
  clusterSuffix:  ['azmk8s.io',                          'cx.aks.containerservice.azure.us', 'cx.prod.service.azk8s.cn'],
  cosmosSuffix:   ['documents.azure.com',                'documents.azure.us',            'documents.azure.cn'],
  synapseSuffix:  ['azuresynapse.net',                   'azuresynapse.usgovcloudapi.net', '-'],
  databricksSuffix: ['azuredatabricks.net',              'databricks.azure.us',           '-'],
  digicertCn:     ['-',                                  '-',                             'digicert.cn'],
} as const satisfies Record<string, readonly [string, string, string]>

/** The lookups by cloud that some rows and defaults use. */
export function cloudLookups(...names: readonly (keyof typeof NAMES)[]): Record<string, Lookup> {
  return Object.fromEntries(names.map((name) => [name, { by: 'cloud', of: byCloud(NAMES[name]) }]))
}

function byCloud(texts: readonly [string, string, string]): Partial<Record<AzureCloud, string>> {
  const [AzureCloud, AzureUSGovernment, AzureChinaCloud] = texts
  const all = { AzureCloud, AzureUSGovernment, AzureChinaCloud }
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== '-'))
}
