import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { SHARD_QUEUE } from '../../azure/shard-queue.ts'
import { DEFAULT_CONFIG } from '../../shared/config/default-config.ts'
import { eachFlex, flex, flexHas } from './flex.ts'
import { at, nested, readModule, texts } from './hcl.ts'
import { describePolicies, every, type Policy, written } from './policy.ts'

/** Settings that would have Azure build the package, or fetch what it lacks, when the app is deployed or starts. */
const FETCHES =
  /SCM_DO_BUILD_DURING_DEPLOYMENT|ENABLE_ORYX_BUILD|EXTENSIONBUNDLE|WEBSITE_NODE_DEFAULT_VERSION/i

const POLICIES: readonly Policy[] = [
  {
    name: 'all that the app sends goes through the network',
    problems: (module) => [
      ...every('azurerm_linux_function_app', (block) => [
        ...written(block, { virtual_network_subnet_id: '${local.app_subnet_id}' }),
        ...(nested(block.body, 'site_config').some(
          (site) => site['vnet_route_all_enabled'] === true,
        )
          ? []
          : ['site_config.vnet_route_all_enabled is not true']),
      ])(module),
      ...flexHas({
        virtualNetworkSubnetId: '${local.app_subnet_id}',
        vnetRouteAllEnabled: true,
      })(module),
    ],
    broken: [
      '',
      linux('virtual_network_subnet_id = null', 'vnet_route_all_enabled = true'),
      linux('virtual_network_subnet_id = local.app_subnet_id', 'vnet_route_all_enabled = false'),
      flex('virtualNetworkSubnetId = local.app_subnet_id\nvnetRouteAllEnabled = false'),
    ],
  },
  {
    name: 'the apps run on Node 24',
    problems: (module) => [
      ...flexHas({
        'functionAppConfig.runtime.name': 'node',
        'functionAppConfig.runtime.version': '24',
      })(module),
      ...every('azurerm_linux_function_app', ({ body }) =>
        nested(body, 'site_config')
          .flatMap((site) => nested(site, 'application_stack'))
          .some((stack) => stack['node_version'] === '24')
          ? []
          : ['node_version is not 24'],
      )(module),
    ],
    broken: [
      '',
      flex('functionAppConfig = { runtime = { name = "node", version = "20" } }'),
      linux('', 'application_stack {\nnode_version = "22"\n}'),
    ],
  },
  {
    name: 'the timer and the configuration have one schedule',
    problems: ({ locals }) => {
      const own = locals['own_settings'] as Record<string, unknown> | undefined
      const wanted = {
        PERIMETER_SCHEDULE: '${local.schedule}',
        PERIMETER_CONFIG_YAML: '${var.config_in_package ? "" : local.config_text}',
      }
      const wrong = Object.entries(wanted).flatMap(([key, value]) =>
        own?.[key] === value ? [] : [`${key} is not ${value}`],
      )
      const schedule = String(locals['schedule'])
      return schedule.includes('yamldecode(local.config_text).schedule')
        ? wrong
        : [...wrong, 'local.schedule is not read from the configuration']
    },
    broken: [
      '',
      schedule('local.schedule', '"0 0 * * * *"'),
      schedule('"0 0 * * * *"', 'yamldecode(local.config_text).schedule'),
      schedule('var.schedule', 'yamldecode(local.config_text).schedule'),
    ],
  },
  {
    name: 'both apps have the settings',
    problems: (module) => [
      ...every('azurerm_linux_function_app', ({ body }) => lacksSettings(body['app_settings']))(
        module,
      ),
      ...eachFlex((body) => lacksSettings(at(body, 'siteConfig.appSettings')))(module),
    ],
    broken: ['', linux('app_settings = {}', ''), flex('siteConfig = { appSettings = [] }')],
  },
  {
    name: 'no connection string stands before the identity, and references have their identity',
    problems: (module) => [
      ...eachFlex((body) => [
        ...Object.entries(AUTHENTICATION).flatMap(([key, value]) =>
          at(body, `functionAppConfig.deployment.storage.authentication.${key}`) === value
            ? []
            : [`${key} is not ${value}`],
        ),
        ...(body['keyVaultReferenceIdentity'] === '${azurerm_user_assigned_identity.this.id}'
          ? []
          : ['keyVaultReferenceIdentity is not the identity']),
      ])(module),
      ...texts(module.locals).flatMap(({ at: key, text }) =>
        /(^|\.)(AzureWebJobsStorage|DEPLOYMENT_STORAGE_CONNECTION_STRING)$/.test(key)
          ? [`${key}: ${text}`]
          : [],
      ),
    ],
    broken: [
      '',
      flex('keyVaultReferenceIdentity = "SystemAssigned"'),
      'locals { own_settings = { AzureWebJobsStorage = "" } }',
    ],
  },
  {
    name: 'nothing is built or fetched when the app is deployed or starts',
    problems: ({ resources, locals }) =>
      [...resources.map(({ body }) => body), locals].flatMap((body) =>
        texts(body).flatMap(({ at, text }) =>
          // Who wants shards takes the extension of the host that reads queues.
          !at.startsWith('shard_settings') && (FETCHES.test(at) || FETCHES.test(text))
            ? [`${at}: ${text}`]
            : [],
        ),
      ),
    broken: [
      'locals { own_settings = { SCM_DO_BUILD_DURING_DEPLOYMENT = "true" } }',
      'resource "azurerm_linux_function_app" "a" { app_settings = merge({ ENABLE_ORYX_BUILD = true }, local.app_settings) }',
    ],
  },
]

describePolicies('azure/infra', POLICIES)

test('its default schedule is that of the configuration', async () => {
  const { locals } = await readModule('azure/infra')
  expect(locals['schedule']).toContain(`"${DEFAULT_CONFIG.schedule}"`)
})

test('the queue of shards is that of its trigger, and an extension comes with it only', async () => {
  const { locals } = await readModule('azure/infra')
  const settings = String(locals['shard_settings'])
  expect(settings).toMatch(
    new RegExp(`var\\.shards \\? \\{\\s+${SHARD_QUEUE}\\s+= local\\.shard_queue`),
  )
  expect(settings).toContain('AzureFunctionsJobHost__extensionBundle__id')
  expect(JSON.parse(readFileSync('host.json', 'utf8'))).not.toHaveProperty('extensionBundle')
})

test('azd sets variables that exist, every one without a default, and no other default', async () => {
  const { variables } = await readModule('azure/infra')
  const defaults = new Map(variables.map(({ name, body }) => [name, body['default']]))
  const set = JSON.parse(readFileSync('azure/infra/main.tfvars.json', 'utf8'))
  for (const [name, text] of Object.entries(set)) {
    const [, variable, otherwise = ''] = /^\$\{(\w+)(?:=(.*))?\}$/.exec(String(text)) ?? []
    expect(variable, name).toMatch(/^(AZURE|PERIMETER)_[A-Z_]+$/)
    expect(defaults.has(name), name).toBe(true)
    expect(otherwise, name).toBe(String(defaults.get(name) ?? ''))
  }
  const needed = [...defaults].flatMap(([name, value]) => (value === undefined ? [name] : []))
  expect(Object.keys(set)).toEqual(expect.arrayContaining(needed))
})

test('azd finds the infrastructure, the package and the app', async () => {
  const azd = parse(readFileSync('azure.yaml', 'utf8'))
  expect(azd.infra).toEqual({ provider: 'terraform', path: 'azure/infra' })
  expect(azd.services.probe).toMatchObject({ host: 'function', dist: 'dist/azure' })
  const { locals, outputs } = await readModule('azure/infra')
  expect(locals['app_tags']).toContain('azd-service-name = "probe"')
  expect(outputs.map(({ name }) => name)).toContain('AZURE_RESOURCE_GROUP')
})

/** How azd deploys a service to a plan, by its public rules (pkg/project/service_target_functionapp.go of Azure/azure-dev). */
function azdDeploys(
  service: { readonly language: string; readonly remoteBuild?: boolean },
  plan: 'flex' | 'other',
): 'as it is' | 'built in Azure' | 'refused' {
  if (service.remoteBuild !== undefined && plan === 'other') return 'refused'
  if (plan === 'other') return 'as it is'
  const builds = service.remoteBuild ?? ['js', 'ts', 'py', 'python'].includes(service.language)
  return builds ? 'built in Azure' : 'as it is'
}

test('azd takes the package of every plan as it is', () => {
  const { probe } = parse(readFileSync('azure.yaml', 'utf8')).services
  expect([azdDeploys(probe, 'flex'), azdDeploys(probe, 'other')]).toEqual(['as it is', 'as it is'])
  expect(azdDeploys({ language: 'js', remoteBuild: false }, 'other')).toBe('refused')
  expect(azdDeploys({ language: 'js' }, 'flex')).toBe('built in Azure')
  expect(probe.condition).toBe('${PERIMETER_AZD_DEPLOY=true}')
})

test('azd refuses a configuration before it makes anything', () => {
  const { preprovision } = parse(readFileSync('azure.yaml', 'utf8')).hooks
  for (const shell of ['posix', 'windows']) {
    expect(preprovision[shell].run).toMatch(/^npm run check:azure && npm run package:azure/)
  }
})

const AUTHENTICATION = {
  type: 'UserAssignedIdentity',
  userAssignedIdentityResourceId: '${azurerm_user_assigned_identity.packages[0].id}',
}

function lacksSettings(value: unknown): readonly string[] {
  return String(value).includes('local.app_settings') ? [] : ['lacks local.app_settings']
}

function linux(line: string, site: string): string {
  return `resource "azurerm_linux_function_app" "a" {\n${line}\nsite_config {\n${site}\n}\n}`
}

function schedule(setting: string, local: string): string {
  return `locals {
    schedule = ${local}
    own_settings = {
      PERIMETER_SCHEDULE = ${setting}
      PERIMETER_CONFIG_YAML = var.config_in_package ? "" : local.config_text
    }
  }`
}
