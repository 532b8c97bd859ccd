import { type GoogleResource, googleResource, withMetadata } from './google-resource.ts'
import { isObject, textAt } from './lookup.ts'

/** Types of Cloud Asset Inventory by those of Terraform. docs.cloud.google.com/asset-inventory/docs/asset-types */
const TYPES: Readonly<Record<string, string>> = {
  'sqladmin.googleapis.com/Instance': 'google_sql_database_instance',
  'compute.googleapis.com/ForwardingRule': 'google_compute_forwarding_rule',
  'compute.googleapis.com/GlobalForwardingRule': 'google_compute_forwarding_rule',
  'compute.googleapis.com/GlobalAddress': 'google_compute_global_address',
  'dns.googleapis.com/ManagedZone': 'google_dns_managed_zone',
  'dns.googleapis.com/ResourceRecordSet': 'google_dns_record_set',
  'bigquery.googleapis.com/Dataset': 'google_bigquery_dataset',
  'storage.googleapis.com/Bucket': 'google_storage_bucket',
  'run.googleapis.com/Service': 'google_cloud_run_v2_service',
  'run.googleapis.com/Job': 'google_cloud_run_v2_job',
  'container.googleapis.com/Cluster': 'google_container_cluster',
  'cloudfunctions.googleapis.com/Function': 'google_cloudfunctions2_function',
  'artifactregistry.googleapis.com/Repository': 'google_artifact_registry_repository',
  'redis.googleapis.com/Instance': 'google_redis_instance',
  'redis.googleapis.com/Cluster': 'google_redis_cluster',
  'file.googleapis.com/Instance': 'google_filestore_instance',
  'alloydb.googleapis.com/Instance': 'google_alloydb_instance',
  'secretmanager.googleapis.com/Secret': 'google_secret_manager_secret',
  'pubsub.googleapis.com/Topic': 'google_pubsub_topic',
  'pubsub.googleapis.com/Subscription': 'google_pubsub_subscription',
  'spanner.googleapis.com/Instance': 'google_spanner_instance',
}

/**
 * A resource from an entry of `gcloud asset list --content-type=resource`, which has it whole, or of `gcloud asset
 * search-all-resources`, which has its name and place alone; null for another object.
 */
export function assetResource(thing: unknown): GoogleResource | null {
  const asset = textAt(thing, 'assetType')
  const [, path] = /^\/\/[^/]+\/(.+)$/.exec(textAt(thing, 'name') ?? '') ?? []
  if (!isObject(thing) || asset === null || path === undefined) return null
  const { resource, location } = thing
  const data = isObject(resource) && isObject(resource['data']) ? resource['data'] : null
  const project = /^projects\/([^/]+)\//.exec(path)?.[1]
  const facts = data === null ? { name: path, location, project } : withMetadata(data)
  return googleResource(typeOf(asset), isObject(facts) ? { project, id: path, ...facts } : facts)
}

function typeOf(asset: string): string {
  // What else Compute Engine has is no endpoint of its own.
  return TYPES[asset] ?? (asset.startsWith('compute.') ? 'google_compute_instance' : asset)
}
