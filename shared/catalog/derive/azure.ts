import type { Environment } from '../../document/environment.ts'
import { cloudLookups } from '../azure-clouds.ts'
import { references } from './azure-references.ts'
import { storageAccount } from './azure-storage.ts'
import { connectionParts, type DerivedValue, HOST, hostOfUrl, matched } from './derived.ts'

/**
 * What the environment inside a function app says of the app. Nothing outside of one, and nothing on the machine of a
 * developer, where the tools set WEBSITE_HOSTNAME to localhost. Source of the variables:
 * https://learn.microsoft.com/azure/app-service/reference-app-settings
 */
export function functionApp(env: Environment): readonly DerivedValue[] {
  const site = env['WEBSITE_SITE_NAME'] ?? ''
  const host = (env['WEBSITE_HOSTNAME'] ?? '').toLowerCase()
  if (!HOST.test(host)) return []
  const app = site === '' ? labelOf(host) : site
  const ofHost = (name: string, value: string | null) =>
    matched(name, 'WEBSITE_HOSTNAME', value, /./)
  return [
    ...ofHost('cloud', cloudOf(host)),
    ...matched('app', site === '' ? 'WEBSITE_HOSTNAME' : 'WEBSITE_SITE_NAME', app, APP),
    ...matched('region', 'REGION_NAME', regionOf(env['REGION_NAME'] ?? ''), /^[a-z0-9]+$/),
    ...ofHost('host', host),
    ...ofHost('scmHost', host.replace('.', '.scm.')),
    ...matched('stamp', 'WEBSITE_HOME_STAMPNAME', env['WEBSITE_HOME_STAMPNAME'] ?? null, STAMP),
    ...matched('plan', 'WEBSITE_SKU', planOf(env['WEBSITE_SKU'] ?? ''), /./),
    ...operatingSystem(env),
    ...remoteBuild(env),
    ...storageAccount('storageAccount', 'AzureWebJobsStorage', env),
    ...deploymentAccount(env),
    ...storageAccount('contentAccount', 'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING', env),
    ...hostIn('packageHost', 'WEBSITE_RUN_FROM_PACKAGE', env['WEBSITE_RUN_FROM_PACKAGE']),
    ...references(env),
    ...insights(env),
  ]
}

/**
 * The account of the deployment packages of Flex Consumption, when it is not that of the host
 * (https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#configure-deployment-settings).
 */
function deploymentAccount(env: Environment): readonly DerivedValue[] {
  const hosts = storageAccount('', 'AzureWebJobsStorage', env).map(({ value }) => value)
  const found = storageAccount('deploymentAccount', 'DEPLOYMENT_STORAGE_CONNECTION_STRING', env)
  return found.filter(({ value }) => !hosts.includes(value))
}

/** Where Application Insights takes telemetry, and the region of the resource that it says. */
export function insights(env: Environment): readonly DerivedValue[] {
  const variable = 'APPLICATIONINSIGHTS_CONNECTION_STRING'
  const parts = connectionParts(env[variable] ?? '')
  return [
    ...hostIn('ingestionHost', variable, parts.get('ingestionendpoint')),
    ...hostIn('liveHost', variable, parts.get('liveendpoint')),
  ]
}

/** The region in an ingestion host: `japaneast-1.in.applicationinsights.azure.com`. */
export function insightsRegion(env: Environment): readonly DerivedValue[] {
  return insights(env).flatMap(({ name, value, variable }) => {
    const region = /^([a-z0-9]+)-\d+\.in\./.exec(String(value))?.[1]
    return name !== 'ingestionHost' || region === undefined
      ? []
      : [{ name: 'region', value: region, variable }]
  })
}

const APP = /^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$/
const STAMP = /^[A-Za-z0-9-]+$/

function labelOf(host: string): string {
  return host.slice(0, host.indexOf('.'))
}

/** `Japan East` and `japaneast` are the same region; REGION_NAME holds either. */
function regionOf(text: string): string {
  return text.replaceAll(/\s/g, '').toLowerCase()
}

function cloudOf(host: string): string | null {
  const suffixes = Object.entries(cloudLookups('siteSuffix')['siteSuffix']?.of ?? {})
  return suffixes.find(([, suffix]) => host.endsWith(`.${suffix}`))?.[0] ?? null
}

const PLANS: Readonly<Record<string, string>> = {
  dynamic: 'consumption',
  elasticpremium: 'elastic-premium',
  flexconsumption: 'flex-consumption',
}
const DEDICATED = /^(free|shared|basic|standard|premium(v\d)?|isolated(v\d)?)$/

/** A SKU that is not known here says nothing. */
function planOf(sku: string): string | null {
  const name = sku.toLowerCase()
  if (Object.hasOwn(PLANS, name)) return PLANS[name] ?? null
  return DEDICATED.test(name) ? 'dedicated' : null
}

/** Windows says what it is; on Linux neither variable is set. */
function operatingSystem(env: Environment): readonly DerivedValue[] {
  const variable = env['WEBSITE_OS'] === undefined ? 'OS' : 'WEBSITE_OS'
  const isWindows = /^windows/i.test(env[variable] ?? '')
  return isWindows ? [{ name: 'os', value: 'windows', variable }] : []
}

const LANGUAGES: Readonly<Record<string, string>> = {
  python: 'python',
  node: 'node',
  dotnet: 'dotnet',
  'dotnet-isolated': 'dotnet',
}

/** The language of the app, when deployments build it remotely. */
function remoteBuild(env: Environment): readonly DerivedValue[] {
  if (!/^(true|1)$/i.test(env['SCM_DO_BUILD_DURING_DEPLOYMENT'] ?? '')) return []
  const worker = env['FUNCTIONS_WORKER_RUNTIME'] ?? ''
  const language = Object.hasOwn(LANGUAGES, worker) ? LANGUAGES[worker] : undefined
  const variable = 'FUNCTIONS_WORKER_RUNTIME'
  return language === undefined ? [] : [{ name: 'build', value: [language], variable }]
}

function hostIn(name: string, variable: string, url: string | undefined): readonly DerivedValue[] {
  return matched(name, variable, hostOfUrl(url ?? ''), HOST)
}
