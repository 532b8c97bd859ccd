import { type Found, found } from './part.ts'

/** Types of Terraform's provider google whose users call one API: its first label. https://docs.cloud.google.com/apis/docs/overview */
const API_OF: readonly (readonly [type: RegExp, api: string])[] = [
  [/^google_storage_bucket$/, 'storage'],
  [/^google_secret_manager_secret$/, 'secretmanager'],
  [/^google_pubsub_(topic|subscription|lite_topic)$/, 'pubsub'],
  [/^google_bigquery_(dataset|table|job)$/, 'bigquery'],
  [/^google_bigtable_instance$/, 'bigtable'],
  [/^google_spanner_(instance|database)$/, 'spanner'],
  [/^google_firestore_(database|index)$/, 'firestore'],
  [/^google_kms_key_ring$/, 'cloudkms'],
  [/^google_cloud_tasks_queue$/, 'cloudtasks'],
  [/^google_cloud_scheduler_job$/, 'cloudscheduler'],
  [/^google_workflows_workflow$/, 'workflows'],
  [/^google_eventarc_trigger$/, 'eventarc'],
  [/^google_dataflow_(job|flex_template_job)$/, 'dataflow'],
  [/^google_dataproc_(cluster|batch)$/, 'dataproc'],
  [/^google_composer_environment$/, 'composer'],
  [/^google_vertex_ai_/, 'aiplatform'],
]

/** What each of these needs besides: tokens. */
const CREDENTIALS = ['oauth2', 'sts', 'iamcredentials']

/** The API that users of a resource call; null for a type that is not known. */
export function apiOf(type: string): string | null {
  return API_OF.find(([pattern]) => pattern.test(type))?.[1] ?? null
}

/** One API more that the workloads call. */
export function apiUse(api: string): Found {
  const services = [...CREDENTIALS, api]
  return found({
    catalogs: [{ use: 'google-apis', with: { services }, subject: '', what: 'Google APIs' }],
  })
}
