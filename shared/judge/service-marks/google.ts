import type { Mark, ServiceMarks } from './row.ts'

const GOOGLE = [
  'google.com',
  'googleapis.com',
  'googleusercontent.com',
  'gcr.io',
  'pkg.dev',
  'run.app',
  'goo.gl',
  'gstatic.com',
  'google.dev',
]

/** What Google’s front ends and interfaces say. The names of its servers are known from practice. */
const API: readonly Mark[] = [
  {
    header: 'server',
    value:
      /^(?:ESF|gws|GSE|sffe|scaffolding|Google Frontend|UploadServer|HTTP server \(unknown\)|Metadata Server|Playlog|cafe|ClientMapServer|Docker Registry)/i,
  },
  { header: 'x-goog-' },
  { header: 'x-guploader-uploadid' },
  { header: 'x-cloud-trace-context' },
  { header: 'via', value: /\b1\.1 google\b/i },
  { header: 'www-authenticate', value: /accounts\.google\.com|pkg\.dev|gcr\.io|googleapis/i },
  { header: 'content-type', value: /^application\/(?:json|xml|grpc|x-protobuf|octet-stream)/i },
  { body: /^\s{0,20}(?:\[\s{0,20})?\{\s{0,20}"(?:error|errors|kind|message)"/ },
  { body: /^\s{0,20}(?:<\?xml[^>]{0,80}\?>)?\s{0,20}<Error>/ },
  { body: /<title>Error \d{3} \([^)<]{1,60}\)!!1?</ },
]

const ERRORS = 'https://docs.cloud.google.com/apis/design/errors'

/** Google’s APIs and registries by the names of their hosts. */
// biome-ignore format: one service a line
export const GOOGLE_MARKS: readonly ServiceMarks[] = [
  { service: 'Google APIs', hosts: ['googleapis.com'], marks: API, redirects: GOOGLE, source: ERRORS },
  { service: 'Artifact Registry', hosts: ['pkg.dev', 'gcr.io'], marks: [{ header: 'docker-distribution-api-version' }, ...API], redirects: GOOGLE, source: 'https://distribution.github.io/distribution/spec/api/' },
  { service: 'the metadata server', hosts: ['metadata.google.internal'], marks: [{ header: 'metadata-flavor', value: /^Google$/ }, ...API], redirects: [], source: 'https://docs.cloud.google.com/compute/docs/metadata/querying-metadata' },
]
