/**
 * Names that tell the sub-resource (group id) of a private endpoint by themselves, where Private Link's table has
 * several for a suffix. The first that fits counts; `$1` is what the parentheses took.
 * Sources: the services' pages on private endpoints at https://learn.microsoft.com/azure (storage, synapse-analytics,
 * databricks, machine-learning, automation, event-grid, batch), and for managed disks and Elastic SAN the shape of
 * the host names that Azure gives them (`md-…`, `es-…`).
 */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^md-[^.]+\.([^.]+\.)?blob\./, 'disks'],
  [/^es-[^.]+\.([^.]+\.)?blob\.storage\./, 'volumegroup'],
  [/-secondary\.(?:[^.]+\.)?(blob|table|queue|file|web|dfs)\.(?:core|storage)\./, '$1_secondary'],
  [/\.(blob|table|queue|file|web|dfs)\.(?:core|storage)\./, '$1'],
  [/^[^.]+-ondemand\.sql\.azuresynapse\./, 'SqlOnDemand'],
  [/^[^.]+\.sql\.azuresynapse\./, 'Sql'],
  [/\.pl-auth\.(azure)?databricks\./, 'browser_authentication'],
  [/\.(azure)?databricks\./, 'databricks_ui_api'],
  [/\.registry\.[^.]+\.api\.(azureml|ml\.azure)\./, 'amlregistry'],
  [/\.(api\.azureml|api\.ml\.azure|notebooks|instances\.azureml|inference\.ml)\./, 'amlworkspace'],
  [/\.webhook\.[^.]+\.azure-automation\./, 'Webhook'],
  [/\.(jrds|agentsvc)\.[^.]+\.azure-automation\./, 'DSCAndHybridWorker'],
  [/\.ts\.eventgrid\./, 'topicSpace'],
  [/\.service\.batch\./, 'nodeManagement'],
  [/\.batch\./, 'batchAccount'],
]

/** The sub-resource that a host is served by, where its name tells; null otherwise. */
export function subResourceByName(host: string): string | null {
  for (const [pattern, id] of BY_NAME) {
    const found = pattern.exec(host)
    if (found !== null) return id.replace('$1', found[1] ?? '')
  }
  return null
}
