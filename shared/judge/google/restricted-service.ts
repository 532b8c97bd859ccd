import { RESTRICTED_SERVICES } from '../../catalog/google-restricted-services.ts'

const DOMAIN = '.googleapis.com'

/** `us-central1-aiplatform` is the API aiplatform of a region. */
const REGIONAL = /^(?:[a-z]+-[a-z]+\d+|us|eu|global)-([a-z]+)$/

/** Comes with Firestore (https://docs.cloud.google.com/vpc-service-controls/docs/supported-products). */
const BUNDLED = ['datastore']

/** A listed name of this length that another begins with is taken for its family: bigquerystorage of bigquery. */
const TELLING = 7

/** Names that lead to a VIP or an endpoint themselves, and parts of a name that say how the API is asked. */
const NO_API = new Set(['restricted', 'private', 'p', 'rep'])

/**
 * The API of a name that Google does not list among those on the restricted VIP; null where it lists it, or where the
 * name is of no API that this can tell: a bucket, a mutual TLS or regional name is read through to its API, an endpoint’s
 * own name is not judged. Source: https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services, which
 * calls itself not exhaustive.
 */
export function unlistedOnRestricted(host: string): string | null {
  if (!host.endsWith(DOMAIN)) return null
  const labels = host.slice(0, -DOMAIN.length).split('.')
  const last = labels.filter((label) => label !== 'mtls').at(-1) ?? ''
  if (NO_API.has(last)) return null
  const api = REGIONAL.exec(last)?.[1] ?? last
  const listed = [...RESTRICTED_SERVICES, ...BUNDLED].some(
    (name) => api === name || (name.length >= TELLING && api.startsWith(name)),
  )
  return listed ? null : api
}
