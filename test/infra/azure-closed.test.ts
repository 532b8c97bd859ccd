import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SERVICES, TYPES } from '../../shared/cloud-network/in-azure/types.ts'
import { app, assignment, endpoint, identified, storageAccount, telemetry } from './azure-blocks.ts'
import { flex, flexHas } from './flex.ts'
import { at, type Block, type Module, nested, ofType, texts } from './hcl.ts'
import { COMMON_POLICIES, describePolicies, every, type Policy, written } from './policy.ts'

/** What the identity may do, and no more. */
const ROLES = [
  'Storage Blob Data Owner',
  'Storage Table Data Contributor',
  'Storage Queue Data Contributor',
  'Storage Blob Data Contributor',
  'Monitoring Metrics Publisher',
]

const CLOSED: readonly Policy[] = [
  {
    name: 'storage is closed to the internet and to account keys',
    problems: every('azurerm_storage_account', (block) => [
      ...written(block, {
        public_network_access_enabled: false,
        shared_access_key_enabled: false,
        local_user_enabled: false,
        allow_nested_items_to_be_public: false,
        https_traffic_only_enabled: true,
        min_tls_version: 'TLS1_2',
      }),
      ...(nested(block.body, 'network_rules').some((rules) => rules['default_action'] === 'Deny')
        ? []
        : ['no network_rules that deny']),
    ]),
    broken: [
      '',
      storageAccount('public_network_access_enabled = true'),
      storageAccount('shared_access_key_enabled = true'),
      storageAccount('default_action = "Allow"'),
      'resource "azurerm_storage_account" "a" {}',
    ],
  },
  {
    name: 'containers are private',
    problems: every('azurerm_storage_container', (block) =>
      written(block, { container_access_type: 'private' }),
    ),
    broken: ['resource "azurerm_storage_container" "a" { container_access_type = "blob" }'],
  },
  {
    name: 'storage and app have private endpoints',
    problems: (module) => {
      const targets = ofType(module, 'azurerm_private_endpoint').flatMap(({ body }) =>
        nested(body, 'private_service_connection').map(
          (to) => to['private_connection_resource_id'],
        ),
      )
      return ['${azurerm_storage_account.this.id}', '${local.app.id}'].flatMap((id) =>
        targets.includes(id) ? [] : [`none leads to ${id}`],
      )
    },
    broken: ['', endpoint('azurerm_storage_account.this.id'), endpoint('local.app.id')],
  },
  {
    name: 'the app speaks HTTPS, is public only on request, and takes no password to deploy',
    problems: (module) => [
      ...every('azurerm_linux_function_app', (block) =>
        written(block, {
          https_only: true,
          public_network_access_enabled: '${var.inbound == "public"}',
          webdeploy_publish_basic_authentication_enabled: false,
        }),
      )(module),
      ...flexHas({
        httpsOnly: true,
        publicNetworkAccess: '${var.inbound == "public" ? "Enabled" : "Disabled"}',
        'siteConfig.minTlsVersion': '1.2',
      })(module),
      ...updates(module, 'basicPublishingCredentialsPolicies', ({ body }) =>
        at(body, 'body.properties.allow') === false ? [] : ['allows passwords'],
      ),
    ],
    broken: [
      '',
      app('https_only = false'),
      app('public_network_access_enabled = true'),
      app('webdeploy_publish_basic_authentication_enabled = true'),
      flex('httpsOnly = false'),
    ],
  },
  {
    name: 'an app that nobody asked to be public is not',
    problems: ({ variables }) =>
      variables.some(({ name, body }) => name === 'inbound' && body['default'] === 'private')
        ? []
        : ['var.inbound: the default is not private'],
    broken: ['', 'variable "inbound" { default = "public" }'],
  },
  {
    name: 'all access is by the identity',
    problems: (module) => [
      ...every('azurerm_linux_function_app', (block) =>
        nested(block.body, 'identity').some(({ type }) => type === 'UserAssigned')
          ? []
          : ['no user-assigned identity'],
      )(module),
      ...flexHas({
        'functionAppConfig.deployment.storage.authentication.type': 'UserAssignedIdentity',
      })(module),
      ...ofType(module, 'azurerm_linux_function_app').flatMap((block) =>
        written(block, { storage_uses_managed_identity: true, content_share_force_disabled: true }),
      ),
    ],
    broken: [
      '',
      identified().replaceAll('"UserAssigned"', '"SystemAssigned"'),
      identified('storage_uses_managed_identity = false'),
      identified('content_share_force_disabled = false'),
      flex(
        'functionAppConfig = { deployment = { storage = { authentication = { type = "StorageAccountConnectionString" } } } }',
      ),
    ],
  },
  {
    name: 'no account key is read',
    problems: accountKeys,
    broken: [
      'locals { key = azurerm_storage_account.this.primary_access_key }',
      'locals { settings = { AzureWebJobsStorage = azurerm_storage_account.this.primary_connection_string } }',
      'output "a" { value = azurerm_storage_account.this.secondary_blob_connection_string }',
      'resource "azurerm_linux_function_app" "a" { storage_account_access_key = var.key }',
    ],
  },
  {
    name: 'the identity has these roles, on these resources',
    problems: (module) => {
      const roles = ofType(module, 'azurerm_role_assignment').filter((one) => !readsNetworks(one))
      const named = [
        ...texts(module.locals['storage_roles']).map(({ text }) => text),
        ...roles.map(({ body }) => String(body['role_definition_name'])),
      ].filter((name) => name !== '${local.storage_roles[each.key]}')
      const wide = roles.filter(
        ({ body }) =>
          !/^\$\{(azurerm_\w+\.this|azurerm_storage_container\.packages)\.id\}$/.test(
            String(body['scope']),
          ),
      )
      return [
        ...(roles.length === 0 ? ['there are no role assignments'] : []),
        ...named.flatMap((name) => (ROLES.includes(name) ? [] : [`role ${name}`])),
        ...wide.map(({ address, body }) => `${address}: scope ${body['scope']}`),
      ]
    },
    broken: [
      '',
      assignment('azurerm_storage_account.this.id', 'Owner'),
      assignment('data.azurerm_subscription.current.id', 'Storage Blob Data Owner'),
      assignment('azurerm_resource_group.this[0].id', 'Storage Blob Data Owner'),
    ],
  },
  {
    name: 'a sign-in holds for every path but health, and keeps no tokens',
    problems: (module) => [
      ...updates(module, 'config', ({ body }) => [
        ...(at(body, 'body.properties.globalValidation.requireAuthentication') === true
          ? []
          : ['not required']),
        ...(at(body, 'body.properties.globalValidation.excludedPaths') === '${local.open_paths}'
          ? []
          : ['other paths are open']),
      ]),
      ...(JSON.stringify(module.locals['open_paths']) === '["/api/health"]'
        ? []
        : ['more than health is open']),
    ],
    broken: ['', 'locals { open_paths = ["/api/*"] }'],
  },
  {
    name: 'the host does not own the package that it runs',
    problems: (module) => {
      const host = ofType(module, 'azurerm_role_assignment').filter(
        ({ body }) => body['scope'] === '${azurerm_storage_account.this.id}',
      )
      const bound = host.every(({ body }) => String(body['condition']).includes('not_packages'))
      const text = String(module.locals['not_packages'])
      const actions = ['blobs/write', 'blobs/add/action', 'blobs/delete']
      return [
        ...(host.length > 0 && bound ? [] : ['a role on the account has no condition']),
        ...actions.filter((action) => !text.includes(action)),
        ...(text.includes('StringNotEquals') ? [] : ['the condition names no container']),
      ]
    },
    broken: ['', assignment('azurerm_storage_account.this.id', 'Storage Blob Data Owner')],
  },
  {
    name: 'telemetry is taken by identity only, kept for a set time, and not sampled',
    problems: (module) => [
      ...every('azurerm_log_analytics_workspace', (block) => [
        ...written(block, { local_authentication_enabled: false }),
        ...(block.body['retention_in_days'] == null ? ['no retention_in_days'] : []),
      ])(module),
      ...every('azurerm_application_insights', (block) => [
        ...written(block, { local_authentication_enabled: false, sampling_percentage: 100 }),
        ...(block.body['workspace_id'] == null ? ['no workspace_id'] : []),
      ])(module),
    ],
    broken: [
      '',
      telemetry('retention_in_days = null'),
      telemetry('workspace_id = null'),
      telemetry('sampling_percentage = 5'),
      telemetry('local_authentication_enabled = true'),
    ],
  },
]

describePolicies('azure/infra', [...COMMON_POLICIES, ...CLOSED])

/** Checks what azapi changes of a site in one of its parts. */
/** The role of roles/network-reader.json, on the subscriptions that somebody names. */
function readsNetworks({ body }: Block): boolean {
  return (
    body['role_definition_id'] ===
      '${azurerm_role_definition.network[0].role_definition_resource_id}' &&
    body['scope'] === '${each.key}'
  )
}

test('the role that reads networks holds nothing but reading, and all that the probe reads', async () => {
  const role = JSON.parse(readFileSync('azure/infra/roles/network-reader.json', 'utf8'))
  const actions = role.Actions as string[]
  for (const action of actions) expect(action).toMatch(/^Microsoft\.\w+(\/\w+)+\/read$/)
  const types = actions.map((action) => action.replace(/\/read$/, '').toLowerCase())
  const read = [...Object.values(TYPES), ...SERVICES, 'microsoft.authorization/permissions']
  expect(types.toSorted()).toEqual(read.toSorted())
})

function updates(
  module: Module,
  part: string,
  check: Parameters<typeof every>[1],
): readonly string[] {
  const parts = ofType(module, 'azapi_update_resource').filter(({ body }) =>
    String(body['type']).startsWith(`Microsoft.Web/sites/${part}@`),
  )
  if (parts.length === 0) return [`nothing is said of ${part}`]
  return parts.flatMap((block) => check(block).map((text) => `${block.address}: ${text}`))
}

const KEY = /\.(primary|secondary)_\w*(access_key|connection_string)|storage_(account_)?access_key/

function accountKeys(module: Module): readonly string[] {
  const all = [...module.resources, ...module.outputs].map(({ address, body }) => ({
    address,
    body,
  }))
  return [...all, { address: 'locals', body: module.locals }].flatMap(({ address, body }) =>
    texts(body).flatMap(({ at, text }) =>
      KEY.test(text) || KEY.test(at) ? [`${address}: ${at} takes an account key`] : [],
    ),
  )
}
