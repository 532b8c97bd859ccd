import { parseIp } from '../address/ip.ts'
import { eachText, type GoogleResource } from './google-resource.ts'
import { hostIn } from './host-in.ts'
import { listAt, textAt, textsAt, valueAt } from './lookup.ts'
import { type Found, type FoundCatalog, found } from './part.ts'

interface Row {
  readonly use: string
  readonly name: string
  /** What the catalog is given; null where the file does not have what it needs. */
  readonly parameters: (resource: GoogleResource) => FoundCatalog['with'] | null
  /** Resources of one subject are one use; default: each is one of its own. */
  readonly subject?: (resource: GoogleResource) => string
}

/** By the type of Terraform's provider: https://registry.terraform.io/providers/hashicorp/google/latest/docs */
const ROWS: Readonly<Record<string, Row>> = {
  google_sql_database_instance: {
    ...{ use: 'cloud-sql', name: 'Cloud SQL' },
    parameters: ({ facts }) => sqlInstance(facts),
  },
  google_alloydb_instance: {
    ...{ use: 'alloydb', name: 'AlloyDB' },
    parameters: ({ facts }) => instances([textAt(facts, 'ip_address', 'ipAddress')]),
  },
  google_redis_instance: {
    ...{ use: 'memorystore', name: 'Memorystore for Redis' },
    parameters: ({ facts }) => instances([textAt(facts, 'host')], { kind: 'redis' }),
  },
  google_redis_cluster: {
    ...{ use: 'memorystore', name: 'Memorystore for Redis Cluster' },
    parameters: ({ facts }) => instances(discovered(facts), { kind: 'cluster' }),
  },
  google_memorystore_instance: {
    ...{ use: 'memorystore', name: 'Memorystore for Valkey' },
    parameters: ({ facts }) => instances(discovered(facts), { kind: 'valkey' }),
  },
  google_container_cluster: {
    ...{ use: 'gke-nodes', name: 'GKE cluster' },
    parameters: ({ facts }) => {
      const control = textAt(facts, 'privateClusterConfig.privateEndpoint', 'endpoint')
      const dns = hostIn(textAt(facts, 'controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint'))
      return {
        ...(control !== null && parseIp(control) !== null && { controlPlane: [control] }),
        ...(dns?.endsWith('.gke.goog') && { dnsEndpoint: [dns] }),
      }
    },
  },
  google_artifact_registry_repository: {
    ...{ use: 'artifact-registry', name: 'Artifact Registry in' },
    parameters: ({ location, facts }) => {
      const format = textAt(facts, 'format')?.toLowerCase()
      return location === null
        ? null
        : { location, ...(format !== undefined && { formats: [format] }) }
    },
    subject: ({ location }) => location ?? '',
  },
  google_cloud_run_v2_job: {
    ...{ use: 'cloud-run-jobs', name: 'Cloud Run jobs' },
    ...{ parameters: () => ({}), subject: () => '' },
  },
  google_cloudfunctions2_function: functions(),
  google_cloudfunctions_function: functions(),
  google_cloudbuild_worker_pool: {
    ...{ use: 'cloud-build', name: 'Cloud Build' },
    parameters: ({ location }) => (location === null ? {} : { location }),
    subject: ({ location }) => location ?? '',
  },
  google_cloudbuild_trigger: {
    ...{ use: 'cloud-build', name: 'Cloud Build' },
    ...{ parameters: () => ({ sides: ['submit'] }), subject: () => '' },
  },
}

/** The catalog that a resource calls for; null for one that is none of these. */
export function googleCatalog(resource: GoogleResource): Found | null {
  const row = Object.hasOwn(ROWS, resource.type) ? ROWS[resource.type] : undefined
  if (row === undefined) return null
  const given = row.parameters(resource)
  const subject = row.subject?.(resource) ?? resource.name
  const what = `${row.name} ${subject}`.trim()
  if (given === null) {
    const missing = `${what}: the file does not have a private address of it, or its place`
    return found({ notes: [`${missing}; add the catalog ${row.use} with it`] })
  }
  return found({ catalogs: [{ use: row.use, with: given, subject, what }] })
}

function functions(): Row {
  return {
    ...{ use: 'cloud-run-functions', name: 'Cloud Run functions in' },
    parameters: ({ location, project }) => ({
      ...(location !== null && { region: location }),
      ...(project !== null && /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project) && { project }),
    }),
    subject: ({ location }) => location ?? 'some region',
  }
}

function instances(
  addresses: readonly (string | null)[],
  more: FoundCatalog['with'] = {},
): FoundCatalog['with'] | null {
  const known = addresses.flatMap((one) => (one !== null && parseIp(one) !== null ? [one] : []))
  return known.length === 0 ? null : { instances: known, ...more }
}

/** By private services access the instance has an address, by Private Service Connect a name. */
function sqlInstance(facts: unknown): FoundCatalog['with'] | null {
  const engine = (textAt(facts, 'databaseVersion') ?? '').toLowerCase().split('_')[0] ?? ''
  const known = ['mysql', 'postgres', 'sqlserver'].includes(engine) ? { engine } : {}
  const listed = listAt(facts, 'ipAddresses', 'ip_address').filter(
    (one) => textAt(one, 'type') === 'PRIVATE',
  )
  const addresses = [textAt(facts, 'private_ip_address'), ...eachText(listed, 'ipAddress')]
  const direct = instances(addresses, known)
  if (direct !== null) return { ...direct, instances: [...new Set(direct['instances'])] }
  const name = hostIn(textAt(facts, 'dnsName'))
  const isPsc = textAt(facts, 'pscServiceAttachmentLink') !== null
  return isPsc && name !== null ? { instances: [name], access: 'psc', ...known } : null
}

/** Where clients of a cluster ask first. */
function discovered(facts: unknown): readonly string[] {
  const points = listAt(facts, 'discoveryEndpoints')
  return [...eachText(points, 'address'), ...textsAt(valueAt(facts, 'endpoints'), 'address')]
}
