import type { Catalog, EndpointRow } from './catalog.ts'
import {
  apiRow,
  domainRow,
  endpointRow,
  GOOGLE_SOURCES,
  ifUsed,
  privateVipRow,
} from './google-rows.ts'
import { VIP_PARAMETERS } from './google-vip.ts'

function ofSide(side: string): Partial<EndpointRow> {
  return { when: { sides: [side] } }
}

/** What Cloud Build needs: of the network of a private pool, and of the place that submits builds. */
export const cloudBuild = {
  name: 'cloud-build',
  version: '2026-11-30',
  title: 'Cloud Build: private pools, and who submits builds',
  about:
    'Two sides: submit is the laptop, pipeline or VM that runs gcloud builds submit; pool is the network that the workers of a private pool use. The default pool builds outside your network and outside every perimeter: nothing here is about it. Package registries that your builds fetch from are yours to add, or remote repositories of Artifact Registry.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    ...GOOGLE_SOURCES,
    perimeter: { title: 'Private pools with VPC Service Controls', url: 'https://docs.cloud.google.com/build/docs/private-pools/using-vpc-service-controls' },
    builders: { title: 'Cloud Build: cloud builders', url: 'https://docs.cloud.google.com/build/docs/cloud-builders' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    sides: { type: 'list', required: false, default: ['submit', 'pool'], values: ['submit', 'pool'], describe: 'What the probe stands for: who submits builds, the network of a private pool, or both' },
    location: { type: 'string', required: false, pattern: '[a-z]+(-[a-z]+[0-9]+)?', example: 'asia-northeast1', describe: 'Location of the repositories that builds pull from and push to' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'submit', when: { sides: ['submit'] }, name: 'A build is submitted', symptom: 'gcloud builds submit hangs, or the upload of the source times out or answers 403', checks: ['The bucket PROJECT_cloudbuild must exist or be made: Storage Admin, or --gcs-source-staging-dir', 'Inside a perimeter, the default pool is refused: --worker-pool'] },
    { id: 'follow', when: { sides: ['submit'] }, name: 'The log of a build is followed', symptom: 'gcloud ends with an error while the build goes on and succeeds', quotes: ['The build is running, and logs are being written to the default logs bucket.', 'The default logs bucket is always outside any VPC-SC security perimeter.'], checks: ['The default logs bucket is outside every perimeter and needs Viewer: --gcs-log-dir, --default-buckets-behavior=regional-user-owned-bucket, or --suppress-logs'] },
    { id: 'build', when: { sides: ['pool'] }, sandbox: 'cloud-build', name: 'A build runs on the private pool', symptom: 'Builds stay queued or fail where they pull a builder or the source', quotes: ['Unable to build your function due to VPC Service Controls'] },
    { id: 'push', when: { sides: ['pool'] }, sandbox: 'cloud-build', name: 'A build pushes what it made', symptom: 'The last step fails where it pushes the image' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    apiRow('cloudbuild', 'submit', { ...ofSide('submit'), source: 'perimeter', asOf: '2026-04-10' }),
    apiRow('storage', 'submit follow build', { note: 'The source archive, and logs that are kept in a bucket' }),
    apiRow('logging', 'follow build', { note: 'With CLOUD_LOGGING_ONLY the log is read from here' }),
    apiRow('serviceusage', 'submit', { ...ofSide('submit') }),
    apiRow('cloudresourcemanager', 'submit', { ...ofSide('submit') }),
    apiRow('oauth2', 'submit', { ...ofSide('submit'), ...ifUsed('Tokens of users and of keys; the metadata server needs no endpoint') }),
    privateVipRow('accounts', 'accounts.google.com', 'submit', { ...ofSide('submit'), ...ifUsed('Tokens of users') }),
    apiRow('artifactregistry', 'build push', ofSide('pool')),
    domainRow('repository', '{location}-docker.pkg.dev', 'build push', { ...ofSide('pool'), wildcard: '*.pkg.dev' }),
    domainRow('builders', 'gcr.io', 'build', { ...ofSide('pool'), source: 'builders', asOf: '2026-11-30', wildcard: '*.gcr.io', note: 'gcr.io/cloud-builders' }),
    apiRow('secretmanager', 'build', { ...ofSide('pool'), ...ifUsed('Secrets of builds') }),
    endpointRow('build submit'),
  ],
} satisfies Catalog
