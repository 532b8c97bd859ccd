import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { DEFAULT_CONFIG } from '../../shared/config/default-config.ts'
import { nested, readModule, texts } from './hcl.ts'
import { describePolicies, every, type Policy, written } from './policy.ts'

const APPS = ['azurerm_function_app_flex_consumption', 'azurerm_linux_function_app']

/** Settings that would have Azure build the package, or fetch what it lacks, when the app is deployed or starts. */
const FETCHES =
  /SCM_DO_BUILD_DURING_DEPLOYMENT|ENABLE_ORYX_BUILD|EXTENSIONBUNDLE|WEBSITE_NODE_DEFAULT_VERSION/i

const POLICIES: readonly Policy[] = [
  {
    name: 'all that the app sends goes through the network',
    problems: eachApp((block) => [
      ...written(block, { virtual_network_subnet_id: '${local.app_subnet_id}' }),
      ...(nested(block.body, 'site_config').some((site) => site['vnet_route_all_enabled'] === true)
        ? []
        : ['site_config.vnet_route_all_enabled is not true']),
    ]),
    broken: [
      '',
      apps('virtual_network_subnet_id = null', 'vnet_route_all_enabled = true'),
      apps('virtual_network_subnet_id = local.app_subnet_id', 'vnet_route_all_enabled = false'),
      apps('virtual_network_subnet_id = local.app_subnet_id', ''),
    ],
  },
  {
    name: 'the apps run on Node 24',
    problems: (module) => [
      ...every('azurerm_function_app_flex_consumption', (block) =>
        written(block, { runtime_name: 'node', runtime_version: '24' }),
      )(module),
      ...every('azurerm_linux_function_app', ({ body }) =>
        nested(body, 'site_config')
          .flatMap((site) => nested(site, 'application_stack'))
          .some((stack) => stack['node_version'] === '24')
          ? []
          : ['node_version is not 24'],
      )(module),
    ],
    broken: ['', node('20', '24'), node('24', '22')],
  },
  {
    name: 'the timer and the configuration have one schedule',
    problems: ({ locals }) => {
      const own = locals['own_settings'] as Record<string, unknown> | undefined
      const wanted = {
        PERIMETER_SCHEDULE: '${local.schedule}',
        PERIMETER_CONFIG_YAML: '${local.config_text}',
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
    problems: eachApp(({ body }) =>
      String(body['app_settings']).includes('local.app_settings')
        ? []
        : ['lacks local.app_settings'],
    ),
    broken: ['', apps('app_settings = {}', '')],
  },
  {
    name: 'nothing is built or fetched when the app is deployed or starts',
    problems: ({ resources, locals }) =>
      [...resources.map(({ body }) => body), locals].flatMap((body) =>
        texts(body).flatMap(({ at, text }) =>
          FETCHES.test(at) || FETCHES.test(text) ? [`${at}: ${text}`] : [],
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
  expect(azd.services.probe).toMatchObject({
    host: 'function',
    dist: 'dist/azure',
    remoteBuild: false,
  })
  const { locals, outputs } = await readModule('azure/infra')
  expect(locals['app_tags']).toContain('azd-service-name = "probe"')
  expect(outputs.map(({ name }) => name)).toContain('AZURE_RESOURCE_GROUP')
})

function eachApp(check: Parameters<typeof every>[1]): Policy['problems'] {
  return (module) => APPS.flatMap((type) => every(type, check)(module))
}

function apps(line: string, site: string): string {
  return APPS.map((type) => `resource "${type}" "a" {\n${line}\nsite_config {\n${site}\n}\n}`).join(
    '\n',
  )
}

function node(flex: string, linux: string): string {
  return `resource "azurerm_function_app_flex_consumption" "a" {
    runtime_name = "node"
    runtime_version = "${flex}"
  }
  resource "azurerm_linux_function_app" "a" {
    site_config {
      application_stack { node_version = "${linux}" }
    }
  }`
}

function schedule(setting: string, local: string): string {
  return `locals {
    schedule = ${local}
    own_settings = {
      PERIMETER_SCHEDULE = ${setting}
      PERIMETER_CONFIG_YAML = local.config_text
    }
  }`
}
