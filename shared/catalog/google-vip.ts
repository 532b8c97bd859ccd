import type { EndpointRow, Parameter } from './catalog.ts'
import { RESTRICTED_SERVICES } from './google-restricted-services.ts'
import { IPV4 } from './patterns.ts'

/** Google’s list of what the restricted VIP and the vpc-sc bundle serve; it calls itself not exhaustive. */
export const RESTRICTED_LIST =
  'https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services'

/** Domains below which names are the customer’s: a service of Cloud Run, a registry of a region, a notebook. */
const OWN = [
  'run.app cloudfunctions.net appspot.com cloudproxy.app developerconnect.dev gke.goog ltsapis.goog',
  'pkg.dev gcr.io googleapis.com kernels.googleusercontent.com',
  'aiplatform-notebook.cloud.google.com aiplatform-notebook.googleusercontent.com',
  'backupdr.cloud.google.com backupdr.googleusercontent.com',
  'composer.cloud.google.com composer.googleusercontent.com',
  'datafusion.cloud.google.com datafusion.googleusercontent.com',
  'dataproc.cloud.google.com dataproc.googleusercontent.com',
  'notebooks.cloud.google.com notebooks.byoid.googleusercontent.com notebooks.googleusercontent.com',
].flatMap((line) => line.split(' '))

/** What a name must resolve to follows from the way that the network leads Google’s names. */
export const VIP = {
  private: { addresses: 'endpoint' },
  expectWhen: [
    { when: { vip: ['restricted'] }, expect: { resolution: 'google-restricted' } },
    { when: { vip: ['private'] }, expect: { resolution: 'google-private' } },
    { when: { vip: ['psc'] }, expect: { resolution: 'private' } },
    { when: { vip: ['default'] }, expect: { resolution: 'public' } },
  ],
} satisfies Partial<EndpointRow>

/** The same for names that the restricted VIP is not known to serve: with it, nothing is expected of the address. */
export const VIP_NOT_RESTRICTED = {
  ...VIP,
  expectWhen: VIP.expectWhen.filter(({ when }) => when.vip[0] !== 'restricted'),
} satisfies Partial<EndpointRow>

type Limits = NonNullable<Parameter['only']>

/** Values that are allowed only where no more than what VPC Service Controls supports is served. */
export function onlySupported(values: readonly string[], reason: string): Limits {
  return [
    { when: { vip: ['restricted'] }, values: [...values], why: `The restricted VIP ${reason}` },
    {
      when: { vip: ['psc'], bundle: ['vpc-sc'] },
      values: [...values],
      why: `The bundle vpc-sc ${reason}`,
    },
  ]
}

const PSC_ONLY: Limits = [
  {
    when: { vip: ['restricted', 'private', 'default'] },
    values: [],
    why: 'It belongs to a Private Service Connect endpoint: write vip: psc',
  },
]

/** The parameters of the way to Google’s APIs. */
// biome-ignore format: one parameter a line
export const VIP_PARAMETERS = {
  vip: { type: 'choice', required: false, default: 'default', values: ['restricted', 'private', 'psc', 'default'], describe: 'Where names must lead: restricted.googleapis.com, private.googleapis.com, a Private Service Connect endpoint or the public addresses' },
  endpoint: { type: 'list', required: false, default: [], pattern: IPV4, example: '10.3.0.5', only: PSC_ONLY, describe: 'Addresses of the Private Service Connect endpoint, which every name must then have' },
} satisfies Record<string, Parameter>

/** What the endpoint serves, for catalogs that take APIs by name. */
// biome-ignore format: as the parameters above
export const BUNDLE = { type: 'choice', required: false, default: 'all-apis', values: ['all-apis', 'vpc-sc'], describe: 'The bundle of the Private Service Connect endpoint; vpc-sc serves what the restricted VIP serves' } satisfies Parameter

/** The name of the endpoint, for catalogs that check the names made of it. */
export const ENDPOINT_NAME = {
  type: 'string',
  required: false,
  pattern: '[a-z][a-z0-9]{0,19}',
  example: 'pscprod',
  only: PSC_ONLY,
  describe:
    'Name of the Private Service Connect endpoint, to check SERVICE-NAME.p.googleapis.com as well',
} satisfies Parameter

/** APIs by name, checked against what is served. */
export function servicesParameter(names: readonly string[]): Parameter {
  return {
    type: 'list',
    required: false,
    pattern: '[a-z][a-z0-9-]*',
    example: 'storage',
    describe: 'APIs by the first label of their name: storage for storage.googleapis.com',
    default: [...names],
    only: onlySupported(
      RESTRICTED_SERVICES,
      `serves only what VPC Service Controls supports: ${RESTRICTED_LIST}`,
    ),
  }
}

/** Full names of the customer’s own below Google’s domains. */
export const HOSTS_PARAMETER = {
  type: 'list',
  required: false,
  default: [],
  pattern: `([a-z0-9-]+\\.)+(${OWN.join('|').replaceAll('.', '\\.')})`,
  example: 'asia-northeast1-docker.pkg.dev',
  describe: `Full names of your own below ${OWN.join(', ')}`,
} satisfies Parameter

/** Where the probe runs; on Cloud Run, K_SERVICE says so. */
export const RUNTIME_PARAMETER = {
  type: 'choice',
  required: false,
  default: 'other',
  values: ['cloud-run', 'other'],
  describe: 'Where the probe runs: on Cloud Run the metadata server must answer',
} satisfies Parameter

/** The metadata server, which hands out tokens without DNS or egress. */
export const METADATA: EndpointRow = {
  id: 'metadata',
  url: 'http://metadata.google.internal/',
  for: ['metadata'],
  when: { runtime: ['cloud-run'] },
  source: 'metadata',
  asOf: '2026-04-10',
  note: 'Link-local; never through the VPC',
}
