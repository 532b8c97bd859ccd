import { type Companion, regionalCompanions } from './regional-companions.ts'

export type { Companion } from './regional-companions.ts'

type Row = readonly [pattern: RegExp, host: string, why: string]

const LAKE =
  'Clients of a data lake list by dfs and read by blob, which has a private endpoint of its own'
const SCM = 'Deployments go to scm, which the same private endpoint serves by a second record'
const AI = 'An AI services resource has three names, each in a zone of its own'
const SYNAPSE = 'A Synapse workspace has a name each for SQL, serverless SQL and development'
const ACL =
  'Clients of a data lake change folders and access lists by dfs, which has a private endpoint of its own'

/** Names that no client of the first can do without. */
const ALWAYS: readonly Row[] = [
  [/^([^.]+)\.((?:[^.]+\.)?)dfs\.((?:core|storage)\..+)$/, '$1.$2blob.$3', LAKE],
]

/** Names that exist with the first, and that some of its clients need. */
const PARTLY: readonly Row[] = [
  [/^([^.]+)\.(azurewebsites\.(?:net|us)|chinacloudsites\.cn)$/, '$1.scm.$2', SCM],
  [/^([^.]+-[a-z0-9]+)\.([a-z]+-\d\d)\.(azurewebsites\.(?:net|us))$/, '$1.scm.$2.$3', SCM],
  [/^([^.]+)\.services\.ai\.azure\.com$/, '$1.cognitiveservices.azure.com', AI],
  [/^([^.]+)\.services\.ai\.azure\.com$/, '$1.openai.azure.com', AI],
]

/** Names that a resource may have: an account without folders has no use for dfs. */
const PERHAPS: readonly Row[] = [
  [/^([^.]+)\.((?:[^.]+\.)?)blob\.((?:core|storage)\..+)$/, '$1.$2dfs.$3', ACL],
  [/^([^.]+)\.(?:openai|cognitiveservices)\.azure\.com$/, '$1.cognitiveservices.azure.com', AI],
  [/^([^.]+)\.(?:openai|cognitiveservices)\.azure\.com$/, '$1.openai.azure.com', AI],
  [/^([^.]+)\.(?:openai|cognitiveservices)\.azure\.com$/, '$1.services.ai.azure.com', AI],
  [/^([^.]+?)(?:-ondemand)?\.(?:sql|dev)\.(azuresynapse\..+)$/, '$1.sql.$2', SYNAPSE],
  [/^([^.]+?)(?:-ondemand)?\.(?:sql|dev)\.(azuresynapse\..+)$/, '$1-ondemand.sql.$2', SYNAPSE],
  [/^([^.]+?)(?:-ondemand)?\.(?:sql|dev)\.(azuresynapse\..+)$/, '$1.dev.$2', SYNAPSE],
]

/**
 * The names that must be private together with a host, as far as they follow from its name and exist with certainty;
 * none for a host whose service has no other. Sources at https://learn.microsoft.com/azure:
 * storage/common/storage-private-endpoints (dfs needs blob), app-service/overview-private-endpoint (the same endpoint
 * serves scm), ai-services/cognitive-services-virtual-networks (a resource of kind AIServices has three names).
 */
export function companionsOf(host: string): readonly Companion[] {
  return [
    ...named(ALWAYS, host, { always: true, perhaps: false }),
    ...named(PARTLY, host, { always: false, perhaps: false }),
  ]
}

/**
 * Every name that may belong to the resource of a host, to be asked after in DNS: besides the certain ones those of
 * other regions and of sub-resources that it may not have. At most a few dozen. Sources: as of companionsOf, and
 * synapse-analytics/security/synapse-workspace-managed-private-endpoints.
 */
export function companionsToAsk(host: string): readonly Companion[] {
  const all = [
    ...companionsOf(host),
    ...named(PERHAPS, host, { always: false, perhaps: true }),
    ...regionalCompanions(host.toLowerCase()),
  ]
  return [...new Map(all.toReversed().map((companion) => [companion.host, companion])).values()]
}

function named(
  rows: readonly Row[],
  host: string,
  how: Pick<Companion, 'always' | 'perhaps'>,
): readonly Companion[] {
  const name = host.toLowerCase()
  return rows.flatMap(([pattern, other, why]) => {
    const found = pattern.test(name) ? name.replace(pattern, other) : name
    return found === name ? [] : [{ host: found, ...how, why }]
  })
}
