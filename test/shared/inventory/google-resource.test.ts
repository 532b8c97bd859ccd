import { expect, test } from 'vitest'
import { gcloudResource, googleResource } from '../../../shared/inventory/google-resource.ts'
import { readInventory } from '../../../shared/inventory/read.ts'

/** Where a resource is, from what its attributes say. */
test.for([
  [{ name: 'db' }, 'db in null of null'],
  [{ name: 'db', region: 'europe-west1', project: 'p1' }, 'db in europe-west1 of p1'],
  [{ name: 'db', zone: 'europe-west12-b' }, 'db in europe-west12 of null'],
  [{ name: 'db', location: 'US', region: 'europe-west1' }, 'db in us of null'],
  [{ name: 'db', region: 'europe-west1', zone: 'asia-east1-a' }, 'db in europe-west1 of null'],
  [
    { name: 'vm', zone: 'https://www.googleapis.com/compute/v1/projects/p1/zones/us-east1-b' },
    'vm in us-east1 of null',
  ],
  [{ name: 'projects/p1/locations/us-east1/instances/db' }, 'db in us-east1 of p1'],
  [{ selfLink: 'https://x/projects/p1/regions/us-east1/addresses/a' }, 'a in us-east1 of p1'],
  [{ id: 'projects/p1/zones/us-east1-b/instances/vm' }, 'vm in us-east1 of p1'],
  [{ name: 'vm', id: 'projects/p1/zones/us-east1-b/instances/7' }, 'vm in us-east1 of p1'],
  [{ name: 'own', selfLink: 'https://x/projects/p1/regions/us-east1/x/7' }, 'own in null of null'],
  [
    { name: 'projects/p1/locations/us-east1/x/db', location: 'EU', project: 'p2' },
    'db in eu of p2',
  ],
] as const)('%j is %s', ([facts, said]) => {
  const { name, location, project } = googleResource('t', facts)
  expect(`${name} in ${location} of ${project}`).toBe(said)
})

const at = 'projects/p1/locations/us-east1'
const run = 'serving.knative.dev/v1'

/** What gcloud prints says itself what it is. */
test.for([
  [{ kind: 'sql#instance' }, 'google_sql_database_instance'],
  [{ kind: 'compute#forwardingRule' }, 'google_compute_forwarding_rule'],
  [{ kind: 'compute#address' }, 'google_compute_global_address'],
  [{ kind: 'compute#instance' }, 'google_compute_instance'],
  [{ kind: 'dns#managedZone' }, 'google_dns_managed_zone'],
  [{ kind: 'dns#resourceRecordSet' }, 'google_dns_record_set'],
  [{ kind: 'bigquery#dataset' }, 'google_bigquery_dataset'],
  [{ kind: 'storage#bucket' }, 'google_storage_bucket'],
  [{ storage_url: 'gs://b/' }, 'google_storage_bucket'],
  [{ kind: 'Service', apiVersion: run }, 'google_cloud_run_v2_service'],
  [{ kind: 'Job', apiVersion: 'run.googleapis.com/v1' }, 'google_cloud_run_v2_job'],
  [{ kind: 'Service', apiVersion: 'v1' }, undefined],
  [{ currentMasterVersion: '1.30' }, 'google_container_cluster'],
  [
    { name: `${at}/services/s`, uri: 'https://s-1.a.run.app', ingress: 'INGRESS_TRAFFIC_ALL' },
    'google_cloud_run_v2_service',
  ],
  [{ name: `${at}/services/s` }, undefined],
  [{ name: `${at}/functions/f` }, 'google_cloudfunctions2_function'],
  [{ name: `${at}/repositories/r` }, 'google_artifact_registry_repository'],
  [{ name: `${at}/instances/i`, redisVersion: 'x' }, 'google_redis_instance'],
  [{ name: `${at}/instances/i`, discoveryEndpoints: [] }, 'google_memorystore_instance'],
  [{ name: `${at}/clusters/c`, discoveryEndpoints: [] }, 'google_redis_cluster'],
  [{ name: `${at}/instances/i`, fileShares: [] }, 'google_filestore_instance'],
  [{ name: `${at}/clusters/c/instances/i`, instanceType: 'x' }, 'google_alloydb_instance'],
  [{ name: `${at}/instances/i` }, undefined],
  [{ name: 'projects/p1/secrets/s' }, 'google_secret_manager_secret'],
  [{ name: 'projects/p1/topics/t' }, 'google_pubsub_topic'],
  [{ name: 'projects/p1/subscriptions/s' }, 'google_pubsub_subscription'],
  [{ name: 'projects/p1/instances/i', nodeCount: 1 }, 'google_spanner_instance'],
  [{ name: 'x/topics/t' }, undefined],
  [{ name: 'projects/1/services/s', state: 'ENABLED', config: {} }, 'google_project_service'],
  [{ name: 'projects/1/services/s', state: 'DISABLED', config: {} }, undefined],
  ['text', undefined],
] as const)('%j of gcloud is %s', ([thing, type]) => {
  expect(gcloudResource(thing)?.type).toBe(type)
})

test('what has the form of Kubernetes has its name and place in its metadata', () => {
  const labels = { 'cloud.googleapis.com/location': 'us-east1' }
  const thing = { kind: 'Service', apiVersion: run, metadata: { name: 'web', labels } }
  expect(gcloudResource(thing)).toMatchObject({ name: 'web', location: 'us-east1' })
})

/** Targets, notes and types that are not known of a list that gcloud printed. */
function listed(...things: readonly unknown[]): readonly string[] {
  const {
    targets = [],
    catalogs = [],
    notes = [],
    unknown = [],
  } = readInventory(JSON.stringify(things), null)?.found ?? {}
  return [
    ...targets.map(({ url }) => url),
    ...catalogs.map(({ use }) => use),
    ...notes,
    ...unknown.map((one) => `unknown: ${one}`),
  ]
}

const redis = { name: `${at}/instances/i`, redisVersion: 'REDIS_7_0', host: '10.30.0.4' }

test.for([
  ['Redis', [{ ...redis, port: 6379 }], ['memorystore']],
  ['Redis without a port', [redis], ['memorystore']],
  ['Redis with TLS', [{ ...redis, port: 6378 }], ['tcp://10.30.0.4:6378']],
  [
    'Redis with TLS and an end for reading',
    [{ ...redis, port: 6378, readEndpoint: '10.30.0.5', readEndpointPort: 6378 }],
    ['tcp://10.30.0.4:6378', 'tcp://10.30.0.5:6378'],
  ],
  [
    'what is not known, beside what is',
    [{ ...redis, port: 6378 }, { name: `${at}/environments/e` }, { kind: 'new#thing' }, { a: 1 }],
    [
      'tcp://10.30.0.4:6378',
      'unknown: environments',
      'unknown: new#thing',
      'unknown: an object without kind',
    ],
  ],
  [
    'services that are off',
    [
      { ...redis, port: 6378 },
      { name: 'projects/1/services/s', state: 'DISABLED', config: {} },
    ],
    ['tcp://10.30.0.4:6378'],
  ],
  [
    'the endpoint of a published service',
    [
      {
        ...{ kind: 'compute#forwardingRule', name: 'db', IPAddress: '10.50.2.10' },
        target: 'https://www.googleapis.com/compute/v1/projects/x/regions/r/serviceAttachments/a',
      },
    ],
    [
      'forwarding rule db: 10.50.2.10 is the endpoint of a published service, whose ports are not listed; add under targets what is called',
    ],
  ],
] as const)('init reads %s', ([, things, expected]) => {
  expect(listed(...things)).toEqual(expected)
})
