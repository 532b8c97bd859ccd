/** Another name of the same service that clients of the first use, so that it must be private with it. */
export interface Companion {
  readonly host: string
  /** Whether every client needs it; else its failure is a warning. */
  readonly always: boolean
  readonly why: string
}

type Row = readonly [pattern: RegExp, host: string, always: boolean, why: string]

/**
 * Only what follows from the name and exists with certainty: a region of Cosmos DB or Databricks must be given.
 * Sources at https://learn.microsoft.com/azure: storage/common/storage-private-endpoints (dfs needs blob),
 * app-service/overview-private-endpoint (the same endpoint serves scm), ai-services/cognitive-services-virtual-networks
 * (a resource of kind AIServices has three names).
 */
const ROWS: readonly Row[] = [
  [
    /^([^.]+)\.((?:[^.]+\.)?)dfs\.((?:core|storage)\..+)$/,
    '$1.$2blob.$3',
    true,
    'Clients of a data lake list by dfs and read by blob, which has a private endpoint of its own',
  ],
  [
    /^([^.]+)\.(azurewebsites\.(?:net|us)|chinacloudsites\.cn)$/,
    '$1.scm.$2',
    false,
    'Deployments go to scm, which the same private endpoint serves by a second record',
  ],
  [
    /^([^.]+-[a-z0-9]+)\.([a-z]+-\d\d)\.(azurewebsites\.(?:net|us))$/,
    '$1.scm.$2.$3',
    false,
    'Deployments go to scm, which the same private endpoint serves by a second record',
  ],
  [
    /^([^.]+)\.services\.ai\.azure\.com$/,
    '$1.cognitiveservices.azure.com',
    false,
    'An AI services resource has three names, each in a zone of its own',
  ],
  [
    /^([^.]+)\.services\.ai\.azure\.com$/,
    '$1.openai.azure.com',
    false,
    'An AI services resource has three names, each in a zone of its own',
  ],
]

/** The names that must be private together with a host; none for a host whose service has no other. */
export function companionsOf(host: string): readonly Companion[] {
  const name = host.toLowerCase()
  return ROWS.flatMap(([pattern, other, always, why]) =>
    pattern.test(name) ? [{ host: name.replace(pattern, other), always, why }] : [],
  )
}
