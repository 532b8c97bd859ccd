import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Block, type Module, nested, ofType, texts } from './hcl.ts'
import { COMMON_POLICIES, describePolicies, every, type Policy, written } from './policy.ts'

const SERVICE = 'google_cloud_run_v2_service'

/** All that the service accounts of a deployment may be granted. */
const ROLES = new Set([
  'roles/datastore.user',
  'roles/pubsub.publisher',
  'roles/run.invoker',
  'roles/secretmanager.secretAccessor',
])

const POLICIES: readonly Policy[] = [
  {
    name: 'all traffic of the probe goes through the VPC, and this is written',
    problems: every(SERVICE, ({ body }) => {
      const access = nested(body, 'template').flatMap((template) => nested(template, 'vpc_access'))
      if (access.length === 0) return ['no vpc_access']
      return access.flatMap((one) => [
        ...(one['egress'] === 'ALL_TRAFFIC' ? [] : ['egress is not ALL_TRAFFIC']),
        ...([undefined, '${var.connector}'].includes(one['connector'] as string | undefined)
          ? []
          : ['a connector that nobody chose is another path']),
        ...(nested(one, 'network_interfaces').some((way) => way['subnetwork'])
          ? []
          : ['no subnet to send from']),
      ])
    }),
    broken: [
      '',
      service('template { service_account = "a" }'),
      service('template {\n vpc_access {\n network_interfaces { subnetwork = "s" }\n }\n }'),
      service('template {\n vpc_access { egress = "ALL_TRAFFIC" }\n }'),
      service(
        'template {\n vpc_access {\n egress = "ALL_TRAFFIC"\n connector = "c"\n network_interfaces { subnetwork = "s" }\n }\n }',
      ),
      service(
        'template {\n vpc_access {\n egress = var.egress\n network_interfaces { subnetwork = "s" }\n }\n }',
      ),
    ],
  },
  {
    name: 'nobody calls without IAM, and nobody is everybody',
    problems: (module) => [
      ...every(SERVICE, (block) => written(block, { invoker_iam_disabled: false }))(module),
      ...module.resources.flatMap(({ address, body }) =>
        texts(body)
          .filter(({ text }) => /allUsers|allAuthenticatedUsers/.test(text))
          .map(({ at }) => `${address}: ${at} is everybody`),
      ),
    ],
    broken: [
      service('ingress = "INGRESS_TRAFFIC_ALL"'),
      service('invoker_iam_disabled = true'),
      `${service('invoker_iam_disabled = false')}\nresource "google_cloud_run_v2_service_iam_member" "all" { member = "allUsers" }`,
    ],
  },
  {
    name: 'only the VPC and the Scheduler reach it by default, and everybody is refused as a caller',
    problems: ({ variables }) => [
      ...variable(variables, 'ingress', ({ body }) => body['default'] === 'internal'),
      ...variable(variables, 'callers', ({ body }) =>
        texts(body['validation']).some(({ text }) => text.includes('allAuthenticatedUsers')),
      ),
    ],
    broken: [
      'variable "callers" {}',
      'variable "ingress" { default = "all" }\nvariable "callers" {\n validation { condition = !contains(var.callers, "allAuthenticatedUsers") }\n}',
    ],
  },
  {
    name: 'it runs as an account of its own, by identity and without keys, and may do only what it must',
    problems: (module) => [
      ...every(SERVICE, ({ body }) => {
        const [template] = nested(body, 'template')
        const own = /^\$\{google_service_account\./.test(String(template?.['service_account']))
        return own ? [] : ['runs as the default service account']
      })(module),
      ...module.resources.flatMap(({ address, type, body }) => [
        ...(type === 'google_service_account_key' ? [`${address}: a key that can be stolen`] : []),
        ...(/_iam_(binding|policy)$/.test(type)
          ? [`${address}: replaces the grants of others`]
          : []),
        ...(/_iam_member$/.test(type) && !ROLES.has(String(body['role'])) && !readsNetworks(body)
          ? [`${address}: grants ${body['role']}`]
          : []),
        ...(type === 'google_project_iam_member' &&
        nested(body, 'condition').length === 0 &&
        !readsNetworks(body)
          ? [`${address}: holds for the whole project`]
          : []),
      ]),
    ],
    broken: [
      service('template { timeout = "300s" }'),
      `${owned()}\nresource "google_service_account_key" "a" { service_account_id = "a" }`,
      `${owned()}\nresource "google_project_iam_binding" "a" { role = "roles/datastore.user" }`,
      `${owned()}\nresource "google_storage_bucket_iam_member" "a" { role = "roles/owner" }`,
      `${owned()}\nresource "google_project_iam_member" "a" { role = "roles/datastore.user" }`,
      `${owned()}\nresource "google_project_iam_member" "a" { role = google_project_iam_custom_role.a.id }`,
    ],
  },
  {
    name: 'the Scheduler has the schedule of the configuration that the probe gets',
    problems: (module) => [
      ...every('google_cloud_scheduler_job', (block) =>
        written(block, { schedule: '${local.cron}', time_zone: 'Etc/UTC' }),
      )(module),
      ...chain(module, ['cron', 'fields', 'schedule', 'config', 'config_text'], 'var.config_file'),
      ...(local(module, 'environment').includes('PERIMETER_CONFIG_YAML = local.config_text')
        ? []
        : ['the probe gets another configuration']),
    ],
    broken: [
      'resource "google_cloud_scheduler_job" "a" { schedule = "*/5 * * * *" }',
      [
        'resource "google_cloud_scheduler_job" "a" {\n schedule = local.cron\n time_zone = "Etc/UTC"\n}',
        'locals {\n cron = local.fields\n fields = local.schedule\n schedule = var.schedule\n config = local.config_text\n config_text = file(var.config_file)',
        ' environment = merge({}, { PERIMETER_CONFIG_YAML = local.config_text })\n}',
      ].join('\n'),
    ],
  },
  {
    name: 'the Scheduler calls by a token for this service only, and waits longer than a request lasts',
    problems: (module) =>
      every('google_cloud_scheduler_job', ({ body }) => {
        const targets = nested(body, 'http_target')
        const tokens = targets.flatMap((target) => nested(target, 'oidc_token'))
        const timeouts = ofType(module, SERVICE).flatMap(({ body: own }) =>
          nested(own, 'template').map(({ timeout }) => seconds(timeout)),
        )
        return [
          ...(tokens.length === 1 ? [] : ['no OIDC token']),
          ...tokens
            .filter(
              ({ audience }) =>
                !/^\$\{google_cloud_run_v2_service\.\w+\.uri\}$/.test(String(audience)),
            )
            .map(({ audience }) => `the audience is ${audience}`),
          ...timeouts
            .filter((timeout) => !(timeout > 240 && seconds(body['attempt_deadline']) > timeout))
            .map((timeout) => `a sweep of 240 s, ${timeout} s, ${body['attempt_deadline']}`),
        ]
      })(module),
    broken: [
      job('http_target { uri = "u" }'),
      job('http_target {\n oidc_token { service_account_email = "a" }\n }'),
      `${service('template { timeout = "300s" }')}\n${job('attempt_deadline = "180s"\n http_target {\n oidc_token { audience = google_cloud_run_v2_service.a.uri }\n }')}`,
    ],
  },
  {
    name: 'one instance, or as many as shards says with one shard each, and an image that cannot be exchanged',
    problems: (module) => [
      ...every(SERVICE, ({ body }) => {
        const [template = {}] = nested(body, 'template')
        const most = nested(template, 'scaling').map((scaling) => scaling['max_instance_count'])
        const spread =
          most[0] === '${var.shards}' && template['max_instance_request_concurrency'] === 1
        return most.length === 1 && (most[0] === 1 || spread) ? [] : ['more than one instance']
      })(module),
      ...variable(module.variables, 'image', ({ body }) =>
        texts(body['validation']).some(({ text }) => text.includes('@sha256:')),
      ),
    ],
    broken: [
      `${service('template { timeout = "300s" }')}\nvariable "image" {\n validation { condition = can(regex("@sha256:", var.image)) }\n}`,
      `${service('template {\n scaling { max_instance_count = var.shards }\n }')}\nvariable "image" {\n validation { condition = can(regex("@sha256:", var.image)) }\n}`,
      `${service('template {\n scaling { max_instance_count = 1 }\n }')}\nvariable "image" { type = string }`,
    ],
  },
  {
    name: 'results expire by themselves, and are not deleted by mistake',
    problems: (module) => [
      ...every('google_firestore_database', ({ body }) =>
        String(body['delete_protection_state']).includes('DELETE_PROTECTION_ENABLED')
          ? []
          : ['not protected'],
      )(module),
      ...(ofType(module, 'google_firestore_field').some(
        ({ body }) => body['field'] === 'expireAt' && nested(body, 'ttl_config').length === 1,
      )
        ? []
        : ['no TTL on expireAt']),
      ...variable(module.variables, 'protect_results', ({ body }) => body['default'] === true),
      ...every('google_artifact_registry_repository', ({ body }) =>
        nested(body, 'cleanup_policies').some(({ action }) => action === 'DELETE')
          ? []
          : ['old images are kept for ever'],
      )(module),
    ],
    broken: [
      'resource "google_firestore_database" "a" { name = "(default)" }',
      [
        'resource "google_firestore_database" "a" { delete_protection_state = "DELETE_PROTECTION_ENABLED" }',
        'variable "protect_results" { default = true }',
        'resource "google_artifact_registry_repository" "a" {\n cleanup_policies { action = "DELETE" }\n}',
        'resource "google_firestore_field" "a" {\n field = "expireAt"\n index_config {}\n}',
      ].join('\n'),
    ],
  },
  {
    name: 'a silent probe, a failing capability and a new incident are told to somebody',
    problems: (module) => [
      ...every('google_monitoring_alert_policy', (block) =>
        written(block, { notification_channels: '${local.channels}' }),
      )(module),
      ...alerts(module, 'condition_absent', 'google_logging_metric.sweeps'),
      ...alerts(module, 'condition_threshold', 'google_logging_metric.failed_calls'),
      ...alerts(module, 'condition_threshold', 'google_logging_metric.failing_capabilities'),
      ...alerts(module, 'condition_matched_log', 'local.new_incidents'),
    ],
    broken: [
      '',
      'resource "google_monitoring_alert_policy" "a" {\n notification_channels = local.channels\n conditions {\n condition_absent { filter = google_logging_metric.sweeps.name }\n }\n}',
      'resource "google_monitoring_alert_policy" "a" { combiner = "OR" }',
    ],
  },
  {
    name: 'what others in the project use stays on',
    problems: every('google_project_service', (block) =>
      written(block, { disable_on_destroy: false }),
    ),
    broken: ['resource "google_project_service" "a" { service = "run.googleapis.com" }'],
  },
]

describePolicies('gcp/infra', [...COMMON_POLICIES, ...POLICIES])

/** The role of roles/network-reader.json, in the projects that somebody names. */
function readsNetworks({ role }: Block['body']): boolean {
  return role === '${google_project_iam_custom_role.network[each.key].id}'
}

test('the role that reads networks holds nothing but reading, and all that the probe reads', async () => {
  const role = JSON.parse(readFileSync('gcp/infra/roles/network-reader.json', 'utf8'))
  const rights = role.includedPermissions as string[]
  for (const right of rights) expect(right).toMatch(/^(compute|dns)\.\w+\.(list|get\w*)$/)
  const sources = ['pull.ts', 'pull-dns.ts'].map((file) =>
    readFileSync(`shared/cloud-network/in-google/${file}`, 'utf8'),
  )
  const read = sources.join().match(/\b(?:compute|dns)\.\w+\.(?:list|getEffectiveFirewalls)\b/g)
  expect([...new Set(read)].toSorted()).toEqual(rights.toSorted())
})

function service(inside: string): string {
  return `resource "${SERVICE}" "a" {\n ${inside}\n}`
}

function owned(): string {
  return service('template { service_account = google_service_account.a.email }')
}

function job(inside: string): string {
  return `resource "google_cloud_scheduler_job" "a" {\n ${inside}\n}`
}

function variable(
  variables: Module['variables'],
  name: string,
  kept: (block: Block) => boolean,
): readonly string[] {
  const found = variables.find((block) => block.name === name)
  if (found === undefined) return [`there is no variable ${name}`]
  return kept(found) ? [] : [`var.${name} does not keep it`]
}

function local({ locals }: Module, name: string): string {
  return texts(locals[name])
    .map(({ text }) => text)
    .join('\n')
}

/** That each local is made of the next, and the last of `source`. */
function chain(module: Module, names: readonly string[], source: string): readonly string[] {
  return names.flatMap((name, i) => {
    const next = names[i + 1]
    const from = next === undefined ? source : `local.${next}`
    return local(module, name).includes(from) ? [] : [`local.${name} is not made of ${from}`]
  })
}

function alerts(module: Module, condition: string, of: string): readonly string[] {
  const found = ofType(module, 'google_monitoring_alert_policy').some(({ body }) =>
    nested(body, 'conditions')
      .flatMap((one) => nested(one, condition))
      .some(({ filter }) => String(filter).includes(of)),
  )
  return found ? [] : [`no ${condition} on ${of}`]
}

function seconds(duration: unknown): number {
  return Number(/^(\d+)s$/.exec(String(duration))?.[1] ?? Number.NaN)
}
