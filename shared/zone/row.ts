/**
 * One row of the page "Azure Private Endpoint private DNS zone values" (Microsoft Learn, Private Link): a service,
 * its resource type, and separated by spaces its group ids, the private zones and the public suffixes.
 * Zones and suffixes may hold places such as `{regionName}`. When they are as many, the nth zone belongs to the nth
 * suffix; a zone may then appear more than once.
 *
 * Where the page leaves out what another page of Microsoft's says, the row is completed: names of Application
 * Insights lead into privatelink.monitor.azure.com, clients of Key Vault in China use vault.azure.cn, hosts of
 * Container Apps hold their region, hosts of Redis Enterprise have one label before it, a registry's data
 * endpoints have their records in the registry's own zone, MQTT clients of Event Grid use names below `ts.`, and a
 * storage account may have names in a numbered DNS zone (`NAME.z12.blob.storage.azure.net`).
 */
export type ZoneRow = readonly [
  service: string,
  resourceType: string,
  groupIds: string,
  zones: string,
  suffixes: string,
]
