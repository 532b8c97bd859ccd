import type { Catalog } from './catalog.ts'

type Capability = Catalog['capabilities'][number]

/** What several of the Google catalogs make work, said once. */
// biome-ignore format: one capability a line
export const GOOGLE = {
  apis: { id: 'apis', name: 'The chosen Google APIs answer', symptom: 'Client libraries hang until their timeout; a perimeter of VPC Service Controls answers 403', quotes: ["Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier:", 'Request violates VPC Service Controls.', 'SECURITY_POLICY_VIOLATED', 'VPC_SERVICE_CONTROLS'] },
  credentials: { id: 'credentials', name: 'Service accounts get tokens and signatures', symptom: 'Token requests time out or APIs answer 401; signed URLs and impersonation fail' },
  logging: { id: 'logging', name: 'Client libraries write logs', symptom: 'Logs of client libraries are missing and the instance ends slowly; stdout still arrives' },
  metrics: { id: 'metrics', name: 'Metrics, traces and error reports arrive', symptom: 'Exporters report DEADLINE_EXCEEDED' },
  secrets: { id: 'secrets', name: 'Code reads secrets', symptom: 'The application fails at start-up' },
  storage: { id: 'storage', name: 'Objects in Cloud Storage can be read and written', symptom: 'Calls hang until the client’s timeout', quotes: ["AccessDeniedException: 403 Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier:"] },
  databases: { id: 'databases', name: 'Firestore, BigQuery and Spanner answer', symptom: 'After about 30 s: "14 UNAVAILABLE: failed to connect to all addresses"', quotes: ['14 UNAVAILABLE: failed to connect to all addresses'] },
  cloudSql: { id: 'cloud-sql', name: 'The Cloud SQL connector starts', symptom: 'The connector says "failed to get instance metadata", also with a private IP', quotes: ['failed to get instance metadata'] },
  messaging: { id: 'messaging', name: 'Pub/Sub, Cloud Tasks, Eventarc and Workflows answer', symptom: 'Publishing and pulling hang until the client’s timeout' },
  registry: { id: 'registry', name: 'Images and packages can be pulled', symptom: 'Pulls and builds time out' },
  serviceToService: { id: 'service-to-service', name: 'Your own services and registries answer', symptom: 'Requests time out before they reach the service; a service with internal ingress answers 404 to a caller from outside the VPC', quotes: ['Your client does not have permission to get URL'] },
  certificates: { id: 'certificates', name: 'Google’s certificates can be checked for revocation', symptom: 'Clients that check revocation are slow or refuse the connection' },
  metadata: { id: 'metadata', name: 'The metadata server answers', symptom: '"Could not load the default credentials", after stalls of several seconds', quotes: ['Could not load the default credentials', 'MetadataLookupWarning'] },
} satisfies Record<string, Capability>
