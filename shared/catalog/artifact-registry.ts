import type { Catalog, EndpointRow } from './catalog.ts'
import { GOOGLE } from './google-capabilities.ts'
import { apiRow, domainRow, endpointRow, GOOGLE_SOURCES, ifUsed } from './google-rows.ts'
import { VIP_PARAMETERS } from './google-vip.ts'

/** A repository of a format: each format has names of its own, LOCATION-FORMAT.pkg.dev. */
function repository(format: string): EndpointRow {
  return domainRow(format, `{location}-${format}.pkg.dev`, 'registry', {
    when: { formats: [format] },
    source: 'formats',
    asOf: '2026-11-30',
    wildcard: '*.pkg.dev',
  })
}

/** What a client of Artifact Registry needs, whether a build, a node or a laptop. */
export const artifactRegistry = {
  name: 'artifact-registry',
  version: '2026-11-30',
  title: 'Artifact Registry: pull and push images and packages',
  about:
    'The names of the repositories by format, the API, and gcr.io where images are still pulled by it. A remote repository fetches from its upstream on Google’s side: the client needs no path to it. Zones of their own: pkg.dev and gcr.io are not below googleapis.com.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    ...GOOGLE_SOURCES,
    formats: { title: 'gcloud artifacts print-settings: the names by format', url: 'https://docs.cloud.google.com/sdk/gcloud/reference/artifacts/print-settings' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    location: { type: 'string', required: true, pattern: '[a-z]+(-[a-z]+[0-9]+)?', example: 'asia-northeast1', describe: 'Location of the repositories: a region, or us, europe, asia' },
    formats: { type: 'list', required: false, default: ['docker'], values: ['docker', 'npm', 'python', 'maven', 'go', 'apt', 'yum'], describe: 'Formats of the repositories' },
    gcr: { type: 'choice', required: false, default: 'no', values: ['yes', 'no'], describe: 'Whether images are pulled by gcr.io names, too' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { ...GOOGLE.registry, checks: ['A private zone for googleapis.com does not cover pkg.dev and gcr.io: each needs its own'] },
    { id: 'manage', name: 'Repositories are listed and managed, and scans are read', symptom: 'gcloud artifacts hangs while docker pull works' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    ...['docker', 'npm', 'python', 'maven', 'go', 'apt', 'yum'].map(repository),
    domainRow('gcr', 'gcr.io', 'registry', { when: { gcr: ['yes'] }, wildcard: '*.gcr.io' }),
    apiRow('artifactregistry', 'manage registry'),
    apiRow('storage', 'registry', ifUsed('Layers of gcr.io images')),
    apiRow('containeranalysis', 'manage', ifUsed('Results of scans')),
    endpointRow('registry'),
  ],
} satisfies Catalog
