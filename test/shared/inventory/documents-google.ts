import type { Document } from './documents-azure.ts'

const HERE = 'projects/orders-prod/locations/asia-northeast1'

function state(resources: readonly (readonly [type: string, attributes: object])[]) {
  return {
    terraform_version: '1.9.0',
    resources: resources.map(([type, attributes]) => ({
      ...{ type, instances: [{ attributes }] },
    })),
  }
}

/** Resources of Terraform of which each makes workloads call one API. */
const CALLERS = [
  ...['storage_bucket', 'secret_manager_secret', 'pubsub_topic', 'pubsub_subscription'],
  ...['pubsub_lite_topic', 'bigquery_dataset', 'bigquery_table', 'bigquery_job'],
  ...['bigtable_instance', 'spanner_instance', 'spanner_database', 'firestore_database'],
  ...['firestore_index', 'kms_key_ring', 'cloud_tasks_queue', 'cloud_scheduler_job'],
  ...['workflows_workflow', 'eventarc_trigger', 'dataflow_job', 'dataflow_flex_template_job'],
  ...['dataproc_cluster', 'dataproc_batch', 'composer_environment', 'vertex_ai_endpoint'],
]

export const GOOGLE: readonly Document[] = [
  ...CALLERS.map((type) => ({
    name: `google_${type}`,
    document: state([[`google_${type}`, { name: 'one' }]]),
  })),
  {
    name: 'objects of gcloud, of which each says in its own way what it is',
    document: [
      {
        kind: 'sql#instance',
        name: 'sql-a',
        databaseVersion: 'POSTGRES_16',
        ipAddresses: [
          { type: 'PRIVATE', ipAddress: '10.1.0.3' },
          { type: 'PRIMARY', ipAddress: '34.1.1.1' },
        ],
      },
      { kind: 'bigquery#dataset', id: 'orders-prod:set' },
      { storage_url: 'gs://bucket/' },
      { kind: 'storage#bucket', name: 'bucket-b' },
      { kind: 'compute#instance', name: 'vm' },
      { name: `${HERE}/secrets/s` },
      { name: 'projects/orders-prod/topics/t' },
      { name: 'projects/orders-prod/subscriptions/s' },
      { name: 'projects/orders-prod/instances/sp', nodeCount: 1 },
      { name: `${HERE}/instances/re`, redisVersion: 'REDIS_7_0', host: '10.1.1.3' },
      { name: `${HERE}/instances/va`, discoveryEndpoints: [{ address: '10.1.1.4' }] },
      { name: `${HERE}/clusters/rc`, discoveryEndpoints: [{ address: '10.1.1.5' }] },
      {
        name: `${HERE}/instances/nfs`,
        fileShares: [],
        networks: [{ ipAddresses: ['10.1.1.6', 'x'] }],
      },
      { name: `${HERE}/clusters/c/instances/al`, instanceType: 'PRIMARY', ipAddress: '10.1.1.7' },
      { state: 'ENABLED', config: { name: 'run.googleapis.com' } },
      { state: 'ENABLED', config: { name: 'compute.googleapis.com' } },
      { state: 'DISABLED', config: { name: 'redis.googleapis.com' } },
      { name: `${HERE}/functions/f` },
      { name: `${HERE}/repositories/r`, format: 'DOCKER' },
      { name: `${HERE}/repositories/p`, format: 'PYTHON' },
      { name: `${HERE}/others/x` },
    ],
  },
  {
    name: 'Cloud Run: services by their URL, one without, jobs together',
    document: [
      {
        ...{ apiVersion: 'serving.knative.dev/v1', kind: 'Service' },
        metadata: { name: 'pay', labels: { 'cloud.googleapis.com/location': 'europe-west1' } },
        status: { url: 'https://pay-abc-ew.a.run.app' },
      },
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'new' } },
      { apiVersion: 'run.googleapis.com/v1', kind: 'Job', metadata: { name: 'j-1' } },
      { apiVersion: 'run.googleapis.com/v1', kind: 'Job', metadata: { name: 'j-2' } },
      { apiVersion: 'apps/v1', kind: 'Service', metadata: { name: 'no-run' } },
    ],
  },
  {
    name: 'Cloud SQL: by Private Service Connect, with two addresses, of another engine, public alone',
    document: [
      {
        kind: 'sql#instance',
        name: 'psc',
        databaseVersion: 'MYSQL_8_0',
        dnsName: 'a1b2.x1.asia-northeast1.sql.goog.',
        pscServiceAttachmentLink: 'projects/p/regions/r/serviceAttachments/a',
      },
      { kind: 'sql#instance', name: 'named-only', dnsName: 'c3d4.x1.asia-northeast1.sql.goog.' },
      {
        kind: 'sql#instance',
        name: 'two',
        databaseVersion: 'SQLSERVER_2022',
        ipAddresses: [
          { type: 'PRIVATE', ipAddress: '10.1.0.4' },
          { type: 'PRIVATE', ipAddress: '10.1.0.5' },
        ],
      },
      {
        kind: 'sql#instance',
        name: 'odd',
        databaseVersion: 'ORACLE_1',
        ipAddresses: [{ type: 'PRIVATE', ipAddress: '10.1.0.6' }],
      },
      {
        kind: 'sql#instance',
        name: 'public',
        ipAddresses: [{ type: 'PRIMARY', ipAddress: '34.1.1.2' }],
      },
    ],
  },
  {
    name: 'clusters of GKE: the private endpoint before the other, a name under gke.goog alone',
    document: [
      {
        name: 'gke-a',
        currentMasterVersion: '1.31',
        endpoint: '34.1.1.3',
        privateClusterConfig: { privateEndpoint: '172.16.0.2' },
      },
      {
        name: 'gke-b',
        currentMasterVersion: '1.31',
        endpoint: '34.1.1.4',
        controlPlaneEndpointsConfig: {
          dnsEndpointConfig: { endpoint: 'gke-b1.asia-northeast1.gke.goog' },
        },
      },
      {
        name: 'gke-c',
        currentMasterVersion: '1.31',
        endpoint: 'soon',
        controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: 'gke-c.corp.example' } },
      },
    ],
  },
  {
    name: 'functions and registries: in a region, in a zone of it, in none; builds in both ways',
    document: state([
      [
        'google_cloudfunctions2_function',
        { name: 'f', location: 'asia-northeast1', project: 'orders-prod' },
      ],
      [
        'google_cloudfunctions_function',
        { name: 'g', region: 'asia-northeast1', project: 'Not_A_Project' },
      ],
      ['google_cloudfunctions2_function', { name: 'h' }],
      ['google_artifact_registry_repository', { name: 'r', location: 'asia', format: 'DOCKER' }],
      ['google_artifact_registry_repository', { name: 's', location: 'asia', format: 'NPM' }],
      ['google_artifact_registry_repository', { name: 't', format: 'NPM' }],
      [
        'google_redis_instance',
        { name: 'z', zone: 'https://compute/zones/asia-northeast1-a', host: '10.1.2.3' },
      ],
      [
        'google_redis_cluster',
        { name: 'rc', discovery_endpoints: [{ address: '10.1.2.4' }, { address: 'x' }] },
      ],
      ['google_memorystore_instance', { name: 'va', endpoints: [{ address: '10.1.2.5' }] }],
      ['google_alloydb_instance', { name: 'al', ip_address: '10.1.2.6' }],
      ['google_alloydb_instance', { name: 'al-new' }],
      ['google_cloudbuild_worker_pool', { name: 'w', location: 'asia-northeast1' }],
      ['google_cloudbuild_worker_pool', { name: 'v' }],
      ['google_cloudbuild_trigger', { name: 'tr' }],
      ['google_cloud_run_v2_service', { name: 'svc', uri: 'https://svc-x-an.a.run.app' }],
      [
        'google_cloud_run_service',
        { name: 'old', status: [{ url: 'https://old-x-an.a.run.app' }] },
      ],
      ['google_filestore_instance', { name: 'nfs', networks: [{ ip_addresses: ['10.1.2.7'] }] }],
      ['google_service_account', { name: 'none' }],
      ['google_quantum_engine', { name: 'unknown' }],
    ]),
  },
]

function records(...all: readonly (readonly [name: string, type: string, ...rrdatas: string[]])[]) {
  return all.map(([name, type, ...rrdatas]) => ({
    kind: 'dns#resourceRecordSet',
    name,
    type,
    rrdatas,
  }))
}

function rule(name: string, more: object) {
  return { kind: 'compute#forwardingRule', name, ...more }
}

const INSIDE = { IPAddress: '10.3.0.12', loadBalancingScheme: 'INTERNAL' }

export const GOOGLE_NETWORKS: readonly Document[] = [
  {
    name: 'a name of Google that is led to the restricted VIP',
    document: records(['*.googleapis.com.', 'A', '199.36.153.4', '199.36.153.7']),
  },
  {
    name: 'a name of Google that is led to the private VIP',
    document: records(['private.googleapis.com.', 'A', '199.36.153.8']),
  },
  ...['199.36.153.4', '199.36.153.8'].map((address) => ({
    name: `APIs that are turned on, of which the restricted VIP serves some, behind ${address}`,
    document: [
      ...records(['*.googleapis.com.', 'A', address]),
      ...['storage', 'maps-backend', 'run', 'translate'].map((api) => ({
        state: 'ENABLED',
        config: { name: `${api}.googleapis.com` },
      })),
    ],
  })),
  {
    name: 'both VIPs: the narrower is taken, in whatever order they stand',
    document: records(
      ['*.pkg.dev.', 'A', '199.36.153.8'],
      ['*.googleapis.com.', 'A', '199.36.153.4'],
    ),
  },
  {
    name: 'names of Google that are led to no VIP, or to both at once, say nothing of the way',
    document: [
      ...records(['storage.googleapis.com.', 'A', '34.1.1.1']),
      ...records(['pubsub.googleapis.com.', 'A', '199.36.153.4', '199.36.153.8']),
      { kind: 'storage#bucket', name: 'b' },
    ],
  },
  {
    name: 'names of one’s own: private, public, in part public, wildcard, of other types',
    document: records(
      ['erp.corp.example.', 'A', '10.9.0.1', '10.9.0.2'],
      ['www.corp.example.', 'A', '34.1.1.1'],
      ['mix.corp.example.', 'A', '10.9.0.1', '34.1.1.1'],
      ['*.apps.corp.example.', 'A', '10.9.0.3'],
      ['six.corp.example.', 'AAAA', 'fd00::1'],
      ['mail.corp.example.', 'MX', '10 mx.corp.example.'],
    ),
  },
  {
    name: 'ranges of private services access; other addresses are none',
    document: state([
      [
        'google_compute_global_address',
        { name: 'a', purpose: 'VPC_PEERING', address: '10.20.0.0', prefix_length: 16 },
      ],
      [
        'google_compute_global_address',
        { name: 'b', purpose: 'VPC_PEERING', address: '10.20.0.0', prefix_length: 16 },
      ],
      [
        'google_compute_global_address',
        { name: 'c', purpose: 'PRIVATE_SERVICE_CONNECT', address: '10.21.0.0', prefix_length: 16 },
      ],
      ['google_compute_address', { name: 'd', address: '10.22.0.1' }],
    ]),
  },
  {
    name: 'an endpoint for Google’s APIs, before a VIP',
    document: [
      ...records(['*.googleapis.com.', 'A', '199.36.153.4']),
      rule('apis', { IPAddress: '10.3.0.5', target: 'all-apis' }),
    ],
  },
  {
    name: 'an endpoint for the APIs of the perimeter, of a name that makes no host names',
    document: [rule('apis-of-one', { IPAddress: '10.3.0.6', target: 'https://x/vpc-sc' })],
  },
  {
    name: 'load balancers inside the network: by ports, by a range of one, of more, of UDP, outside; endpoints of services',
    document: [
      rule('ports', {
        IPAddress: '10.3.0.7',
        loadBalancingScheme: 'INTERNAL',
        ports: ['80', '443', '0'],
      }),
      rule('one', {
        IPAddress: '10.3.0.8',
        loadBalancingScheme: 'INTERNAL_MANAGED',
        IPProtocol: 'TCP',
        portRange: '8443-8443',
      }),
      rule('more', { IPAddress: '10.3.0.9', loadBalancingScheme: 'INTERNAL', portRange: '80-90' }),
      rule('udp', {
        IPAddress: '10.3.0.10',
        loadBalancingScheme: 'INTERNAL',
        IPProtocol: 'UDP',
        ports: ['53'],
      }),
      rule('all', { ...INSIDE, allPorts: true }),
      rule('l3', { ...INSIDE, IPProtocol: 'L3_DEFAULT', allPorts: true }),
      rule('accepted', { IPAddress: '10.3.0.20', pscConnectionStatus: 'ACCEPTED' }),
      rule('pending', { IPAddress: '10.3.0.21', pscConnectionStatus: 'PENDING' }),
      rule('outside', { IPAddress: '34.1.1.5', loadBalancingScheme: 'EXTERNAL', ports: ['443'] }),
      rule('later', { IPAddress: 'soon', loadBalancingScheme: 'INTERNAL', ports: ['443'] }),
    ],
  },
]
