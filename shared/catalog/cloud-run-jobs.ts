import type { Catalog } from './catalog.ts'
import { GOOGLE } from './google-capabilities.ts'
import { apiRow, endpointRow, GOOGLE_SOURCES, ifUsed } from './google-rows.ts'
import {
  BUNDLE,
  HOSTS_PARAMETER,
  METADATA,
  RUNTIME_PARAMETER,
  servicesParameter,
  VIP,
  VIP_PARAMETERS,
} from './google-vip.ts'

/** What a job or a worker pool of Cloud Run with Direct VPC egress needs of the network. */
export const cloudRunJobs = {
  name: 'cloud-run-jobs',
  version: '2026-11-30',
  title: 'Cloud Run jobs and worker pools: run',
  about:
    'What a task of a job, or an instance of a worker pool, with Direct VPC egress (all traffic) calls at run time. Each task is a fresh instance, whose path opens up to a minute or more after its start: a job must retry its first connections. The image is pulled by the platform and stdout is shipped by it, both without your network. A connector has no cold start, and is an egress path of its own. To build and deploy: cloud-run-functions, group deploy.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    ...GOOGLE_SOURCES,
    metadata: { title: 'Cloud Run: container runtime contract', url: 'https://docs.cloud.google.com/run/docs/container-contract' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    bundle: BUNDLE,
    services: servicesParameter(['storage', 'secretmanager']),
    hosts: HOSTS_PARAMETER,
    runtime: RUNTIME_PARAMETER,
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { ...GOOGLE.apis, checks: ['The first connections of a task may time out for a minute or more: https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc'] },
    GOOGLE.credentials, GOOGLE.logging, GOOGLE.metrics, GOOGLE.serviceToService, GOOGLE.metadata,
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    METADATA,
    endpointRow('apis'),
    apiRow('oauth2', 'credentials', ifUsed('Key and JWT flows; tokens of the metadata server need no endpoint')),
    apiRow('sts', 'credentials', ifUsed('Workload identity federation')),
    apiRow('iamcredentials', 'credentials', ifUsed('Signed URLs, impersonation')),
    apiRow('logging', 'logging', ifUsed('Client libraries of Cloud Logging')),
    apiRow('monitoring', 'metrics', ifUsed('Metrics of your own')),
    apiRow('telemetry', 'metrics', ifUsed('OpenTelemetry')),
    { id: 'api', url: 'https://{item}.googleapis.com/', each: 'services', for: ['apis'], source: 'restricted', asOf: '2026-04-08', ...VIP, wildcard: '*.googleapis.com' },
    { id: 'host', url: 'https://{item}/', each: 'hosts', for: ['service-to-service'], source: 'hybrid', asOf: '2026-04-08', ...VIP },
  ],
} satisfies Catalog
