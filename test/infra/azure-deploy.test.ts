import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { OPERATIONS } from './azure-operations.ts'
import { at, type Block, type Module, nested, ofType, readModule, texts } from './hcl.ts'
import { describePolicies, every, type Policy, written } from './policy.ts'

const POLICIES: readonly Policy[] = [
  {
    name: 'providers are registered by somebody else, once',
    problems: (module) => provider(module, { resource_provider_registrations: 'none' }),
    broken: ['', 'provider "azurerm" {\n  features {}\n}'],
  },
  {
    name: 'what Azure adds to the group does not keep it from being deleted',
    problems: (module) => {
      const [features = {}] = (module.providers['azurerm'] ?? []).flatMap((body) =>
        nested(body, 'features'),
      )
      const group = nested(features, 'resource_group')
      return group.some((one) => one['prevent_deletion_if_contains_resources'] === false)
        ? []
        : ['the group is kept']
    },
    broken: ['', 'provider "azurerm" {\n  features {\n    resource_group {}\n  }\n}'],
  },
  {
    name: 'a package is uploaded when the account can be reached, and by whoever may',
    problems: every('azurerm_storage_blob', (block) => [
      ...waits(block, ['time_sleep.roles', 'azurerm_private_endpoint.storage']),
      ...(refusals(block).some((text) => text.includes('var.inside_network'))
        ? []
        : ['is tried from outside the network']),
    ]),
    broken: ['', 'resource "azurerm_storage_blob" "a" {}'],
  },
  {
    name: 'an app starts when its roles are known and its storage has an address',
    problems: (module) =>
      apps(module).flatMap((block) =>
        waits(block, [
          'time_sleep.roles',
          'azurerm_private_endpoint.storage',
          'azurerm_private_dns_zone_virtual_network_link.this',
        ]),
      ),
    broken: ['resource "azurerm_linux_function_app" "a" {}'],
  },
  {
    name: 'every role is waited for',
    problems: every('time_sleep', ({ body }) => {
      const roles = String(texts(body['triggers']).map(({ text }) => text))
      return ['storage', 'packages', 'deployer', 'telemetry'].flatMap((name) =>
        roles.includes(`azurerm_role_assignment.${name}`) ? [] : [`does not wait for ${name}`],
      )
    }),
    broken: ['', 'resource "time_sleep" "roles" {\n  triggers = {}\n}'],
  },
  {
    name: 'a subnet is made with its rules and routes, and without a way out of its own',
    problems: (module) =>
      subnets(module).flatMap(({ address, body }) => [
        ...['networkSecurityGroup', 'routeTable', 'serviceEndpoints'].flatMap((key) =>
          at(body, `body.properties.${key}`) === undefined ? [`${address}: no ${key}`] : [],
        ),
        ...(at(body, 'body.properties.defaultOutboundAccess') === false
          ? []
          : [`${address}: default outbound access`]),
        ...(body['parent_id'] === '${var.vnet_id}' ? [] : [`${address}: not in the network`]),
      ]),
    broken: [
      '',
      'resource "azapi_resource" "a" {\n  type = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"\n}',
      'resource "azurerm_subnet" "a" {}',
    ],
  },
  {
    name: 'no id is taken apart for its names: its subscription would be lost',
    problems: (module) =>
      [...module.resources, ...module.data, { address: 'locals', body: module.locals }].flatMap(
        ({ address, body }) =>
          texts(body).flatMap(({ at: key, text }) =>
            /split\("\/", var\.\w+_id\)\[[0-9]+\]/.test(text) ? [`${address}: ${key}`] : [],
          ),
      ),
    broken: ['locals { vnet = split("/", var.vnet_id)[8] }'],
  },
  {
    name: 'log alerts are made on an empty workspace, and call nothing resolved that is open',
    problems: (module) => [
      ...every('azurerm_monitor_scheduled_query_rules_alert_v2', (block) =>
        written(block, {
          skip_query_validation: true,
          auto_mitigation_enabled: '${each.value.ends}',
        }),
      )(module),
      ...(at(module.locals, 'alerts.new-incident.ends') === false
        ? []
        : ['an incident counts as over']),
    ],
    broken: ['', 'locals { alerts = { new-incident = { ends = true } } }'],
  },
  {
    name: 'what cannot work is refused in the plan',
    problems: (module) => {
      const said = ofType(module, 'terraform_data').flatMap(refusals).join('\n')
      const needed = ['local.cron', 'alert_window', 'silence_window', '65536', 'has_receivers']
      return needed.flatMap((word) => (said.includes(word) ? [] : [`nothing refuses ${word}`]))
    },
    broken: ['', 'resource "terraform_data" "refusals" {}'],
  },
  {
    name: 'the providers are those that were planned with',
    problems: ({ settings }) => {
      const [providers = {}] = settings.flatMap((body) => (body['required_providers'] as []) ?? [])
      const wanted = { azurerm: '~> 4.79', azapi: '~> 2.4', time: '~> 0.12' }
      return Object.entries(wanted).flatMap(([name, version]) =>
        at(providers, `${name}.version`) === version ? [] : [`${name} is not ${version}`],
      )
    },
    broken: [
      '',
      'terraform {\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm", version = ">= 4.79" }\n  }\n}',
    ],
  },
  {
    name: 'what is deleted by mistake can be had back',
    problems: every('azurerm_storage_account', ({ body }) =>
      nested(body, 'blob_properties').some(
        (blobs) =>
          nested(blobs, 'delete_retention_policy').length > 0 &&
          nested(blobs, 'container_delete_retention_policy').length > 0,
      )
        ? []
        : ['no soft delete'],
    ),
    broken: ['', 'resource "azurerm_storage_account" "a" {}'],
  },
  {
    name: 'a plan shows what changes: only secrets hide it',
    problems: ({ variables }) =>
      variables.flatMap(({ name, address, body }) =>
        (body['sensitive'] === true) === (name === 'secret_settings') ? [] : [address],
      ),
    broken: ['variable "app_settings" { sensitive = true }'],
  },
]

describePolicies('azure/infra', POLICIES)

describe('the roles', () => {
  const folder = 'azure/infra/roles'
  const roles = readdirSync(folder).map((name) => ({
    name,
    role: JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')),
  }))

  test.for(roles)('$name is as `az role definition create` takes it', ({ role }) => {
    expect(Object.keys(role)).toEqual([
      ...['Name', 'IsCustom', 'Description', 'Actions', 'NotActions', 'DataActions'],
      ...['NotDataActions', 'AssignableScopes'],
    ])
    for (const action of [...role.Actions, ...role.DataActions]) {
      expect(action).toMatch(/^Microsoft(\.\w+)+(\/\w+)+\/(\w+\/action|read|write|delete|Write)$/)
    }
    expect(role.AssignableScopes.every((s: string) => s.startsWith('/subscriptions/'))).toBe(true)
  })

  test('allow all that Terraform does, with each type of resource', async () => {
    const allowed = roles.flatMap(({ role }) => role.Actions as string[])
    const types = (await readModule('azure/infra')).resources.map(({ type, body }) =>
      type.startsWith('azapi') ? (String(body['type']).split('@')[0] ?? '') : type,
    )
    for (const type of new Set(types)) {
      expect(OPERATIONS[type], type).toBeDefined()
      expect(allowed, type).toEqual(expect.arrayContaining([...(OPERATIONS[type] ?? [])]))
    }
  })
})

test('the pipelines set what azd needs, and run in the network', async () => {
  const set = Object.values(JSON.parse(readFileSync('azure/infra/main.tfvars.json', 'utf8')))
  const known = set.map((text) => /^\$\{(\w+)/.exec(String(text))?.[1])
  const files = ['github-actions.yml', 'azure-pipelines.yml'].map((name) =>
    parse(readFileSync(`examples/azure-pipelines/${name}`, 'utf8')),
  )
  const envs = [files[0].jobs.deploy.env, files[1].steps.at(-1).env] as Record<string, string>[]
  for (const env of envs) {
    const names = Object.keys(env).filter((name) => name.startsWith('PERIMETER_'))
    expect(known).toEqual(expect.arrayContaining(names))
    expect(names).toEqual(expect.arrayContaining(['PERIMETER_VNET_ID', 'PERIMETER_INSIDE_NETWORK']))
  }
  expect(files[0].jobs.deploy['runs-on']).toContain('self-hosted')
})

test('what a second provision needs stands in the file that azd fills in', () => {
  const set = Object.keys(JSON.parse(readFileSync('azure/infra/main.tfvars.json', 'utf8')))
  expect(set).toEqual(
    expect.arrayContaining([
      ...['more_tags', 'memory_mb', 'always_ready', 'key_vault_references', 'alert_window'],
      ...['silence_window', 'alert_after', 'log_retention_days', 'inside_network'],
    ]),
  )
})

test('the lock of the providers is kept, and the remote state takes no key', () => {
  expect(readFileSync('.gitignore', 'utf8')).not.toContain('terraform.lock')
  const backend = JSON.parse(readFileSync('azure/infra/backend/provider.conf.json', 'utf8'))
  expect(backend.use_azuread_auth).toBe(true)
  expect(Object.keys(backend)).not.toContain('access_key')
})

function provider({ providers }: Module, wanted: Readonly<Record<string, unknown>>) {
  const blocks = providers['azurerm'] ?? []
  if (blocks.length === 0) return ['there is no provider']
  return Object.entries(wanted).flatMap(([key, value]) =>
    blocks.every((body) => body[key] === value) ? [] : [`${key} is not ${value}`],
  )
}

function apps(module: Module): readonly Block[] {
  const sites = ofType(module, 'azapi_resource').filter(({ name }) => name === 'flex')
  return [...sites, ...ofType(module, 'azurerm_linux_function_app')]
}

function subnets(module: Module): readonly Block[] {
  const made = ofType(module, 'azapi_resource').filter(({ body }) =>
    String(body['type']).includes('/subnets@'),
  )
  const bare = ofType(module, 'azurerm_subnet')
  const none = { address: 'the module', type: '', name: '', body: {} }
  return made.length + bare.length === 0 ? [none] : [...made, ...bare]
}

function waits({ body }: Block, names: readonly string[]): readonly string[] {
  const all = texts(body['depends_on']).map(({ text }) => text)
  return names.flatMap((name) => (all.includes(`\${${name}}`) ? [] : [`does not wait for ${name}`]))
}

function refusals({ body }: Block): readonly string[] {
  return nested(body, 'lifecycle').flatMap((one) =>
    nested(one, 'precondition').map(({ condition }) => String(condition)),
  )
}
