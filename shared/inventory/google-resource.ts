import { isObject, textAt, textsAt } from './lookup.ts'

/** A resource of Google Cloud as a file has it, by the type that Terraform's provider gives it. */
export interface GoogleResource {
  readonly type: string
  readonly name: string
  /** A region, a zone's region, or a multi-region; null where the file does not say. */
  readonly location: string | null
  readonly project: string | null
  readonly facts: unknown
}

/** A resource with its place. `facts` are the attributes of Terraform, or what gcloud prints. */
export function googleResource(type: string, facts: unknown): GoogleResource {
  const path = textAt(facts, 'name', 'selfLink', 'id') ?? ''
  const named = placeIn(path) ?? placeIn(textAt(facts, 'id') ?? '')
  const place = textAt(
    facts,
    'location',
    'region',
    'zone',
    'metadata.labels.cloud.googleapis.com/location',
  )
  return {
    type,
    name: path.split('/').at(-1) ?? path,
    location: locationOf(place ?? named?.location ?? null),
    project: textAt(facts, 'project') ?? named?.project ?? null,
    facts,
  }
}

function placeIn(path: string) {
  const [, project, location] =
    /projects\/([^/]+)\/(?:locations|regions|zones)\/([^/]+)\//.exec(path) ?? []
  return project === undefined || location === undefined ? null : { project, location }
}

/** `https://…/regions/europe-west1` and the zone `europe-west1-b` are in europe-west1. */
function locationOf(text: string | null): string | null {
  const last = (text?.split('/').at(-1) ?? '').toLowerCase()
  return last === '' ? null : last.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1')
}

/** What gcloud prints says itself what it is, each API in its own way. */
const MARKS: readonly (readonly [type: string, fits: (thing: unknown) => boolean])[] = [
  ['google_sql_database_instance', (thing) => kindOf(thing) === 'sql#instance'],
  ['google_compute_forwarding_rule', (thing) => kindOf(thing) === 'compute#forwardingRule'],
  ['google_compute_global_address', (thing) => kindOf(thing) === 'compute#address'],
  ['google_compute_instance', (thing) => kindOf(thing)?.startsWith('compute#') ?? false],
  ['google_dns_managed_zone', (thing) => kindOf(thing) === 'dns#managedZone'],
  ['google_dns_record_set', (thing) => kindOf(thing) === 'dns#resourceRecordSet'],
  ['google_bigquery_dataset', (thing) => kindOf(thing) === 'bigquery#dataset'],
  [
    'google_storage_bucket',
    (thing) => kindOf(thing) === 'storage#bucket' || has(thing, 'storage_url'),
  ],
  ['google_cloud_run_v2_service', (thing) => isKnative(thing, 'Service')],
  ['google_cloud_run_v2_service', (thing) => isNamed(thing, 'services') && has(thing, 'ingress')],
  ['google_cloud_run_v2_job', (thing) => isKnative(thing, 'Job')],
  ['google_container_cluster', (thing) => has(thing, 'currentMasterVersion')],
  ['google_cloudfunctions2_function', (thing) => isNamed(thing, 'functions')],
  ['google_artifact_registry_repository', (thing) => isNamed(thing, 'repositories')],
  ['google_redis_instance', (thing) => isNamed(thing, 'instances') && has(thing, 'redisVersion')],
  [
    'google_memorystore_instance',
    (thing) => isNamed(thing, 'instances') && has(thing, 'discoveryEndpoints'),
  ],
  [
    'google_redis_cluster',
    (thing) => isNamed(thing, 'clusters') && has(thing, 'discoveryEndpoints'),
  ],
  ['google_filestore_instance', (thing) => isNamed(thing, 'instances') && has(thing, 'fileShares')],
  ['google_alloydb_instance', (thing) => isNamed(thing, 'instances') && has(thing, 'instanceType')],
  ['google_secret_manager_secret', (thing) => isNamed(thing, 'secrets')],
  ['google_pubsub_topic', (thing) => isNamed(thing, 'topics')],
  ['google_pubsub_subscription', (thing) => isNamed(thing, 'subscriptions')],
  ['google_spanner_instance', (thing) => isNamed(thing, 'instances') && has(thing, 'nodeCount')],
  [
    'google_project_service',
    (thing) => textAt(thing, 'state') === 'ENABLED' && has(thing, 'config'),
  ],
]

/** A resource from an object that gcloud prints with --format json; null where nothing says what it is. */
export function gcloudResource(thing: unknown): GoogleResource | null {
  const type = MARKS.find(([, fits]) => fits(thing))?.[0]
  return type === undefined ? null : googleResource(type, withMetadata(thing))
}

/** What an object that is not known calls itself: its kind, else the collection of its name; null: what is switched off. */
export function whatItIs(thing: unknown): string | null {
  if (textAt(thing, 'state') === 'DISABLED') return null
  const [, collection] = /\/([^/]+)\/[^/]+$/.exec(textAt(thing, 'name') ?? '') ?? []
  return kindOf(thing) ?? collection ?? 'an object without kind'
}

function kindOf(thing: unknown): string | null {
  return textAt(thing, 'kind')
}

function has(thing: unknown, key: string): boolean {
  return isObject(thing) && Object.hasOwn(thing, key)
}

function isNamed(thing: unknown, collection: string): boolean {
  return new RegExp(`^projects/[^/]+/(locations/[^/]+/)?(.+/)?${collection}/[^/]+$`).test(
    textAt(thing, 'name') ?? '',
  )
}

function isKnative(thing: unknown, kind: string): boolean {
  return (
    /^(serving\.knative\.dev|run\.googleapis\.com)\//.test(textAt(thing, 'apiVersion') ?? '') &&
    kindOf(thing) === kind
  )
}

/** Names and places of what has the form of Kubernetes stand in its metadata. */
export function withMetadata(thing: unknown): unknown {
  if (!isObject(thing) || !isObject(thing['metadata'])) return thing
  const { name, labels } = thing['metadata']
  const location = isObject(labels) ? labels['cloud.googleapis.com/location'] : undefined
  return { ...thing, name, location }
}

/** Texts of a list of objects, such as the `address` of each of `discoveryEndpoints`. */
export function eachText(thing: readonly unknown[], key: string): readonly string[] {
  return thing.flatMap((one) => textsAt(one, key))
}
