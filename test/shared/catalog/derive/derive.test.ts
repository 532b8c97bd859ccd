import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../../shared/catalog/builtin.ts'
import { functionApp } from '../../../../shared/catalog/derive/azure.ts'
import { derive } from '../../../../shared/catalog/derive/derive.ts'
import type { DerivedValue } from '../../../../shared/catalog/derive/derived.ts'
import { cloudRun } from '../../../../shared/catalog/derive/google.ts'
import type { Given } from '../../../../shared/catalog/parameters.ts'
import { FUNCTION_APP, SECRETS } from './function-app-env.ts'

function valuesOf(facts: readonly DerivedValue[]) {
  return Object.fromEntries(facts.map(({ name, value }) => [name, value]))
}

function derived(name: string, env: Record<string, string>, given: Given = {}) {
  const catalog = CATALOGS.find((c) => c.name === name)
  if (catalog === undefined) throw new Error(`no catalog ${name}`)
  return valuesOf(derive(catalog, given, env))
}

const HOST = { WEBSITE_HOSTNAME: 'func-a.azurewebsites.net' }
const one = (env: Record<string, string>) => valuesOf(functionApp({ ...HOST, ...env }))

describe('functionApp()', () => {
  test.for([
    ['another account', 'stdeploy', 'stdeploy'],
    ['the account of the host', 'sthost', undefined],
  ] as const)('the deployment storage is %s', ([, account, expected]) => {
    const string = (name: string) => `DefaultEndpointsProtocol=https;AccountName=${name}`
    const found = one({
      AzureWebJobsStorage: string('sthost'),
      DEPLOYMENT_STORAGE_CONNECTION_STRING: string(account),
    })
    expect(found['deploymentAccount']).toBe(expected)
  })

  test('reads all that a function app says of itself', () => {
    expect(valuesOf(functionApp(FUNCTION_APP))).toEqual({
      cloud: 'AzureCloud',
      app: 'func-orders',
      region: 'japaneast',
      host: 'func-orders-a1b2.japaneast-01.azurewebsites.net',
      scmHost: 'func-orders-a1b2.scm.japaneast-01.azurewebsites.net',
      stamp: 'waws-prod-ty1-001',
      plan: 'elastic-premium',
      build: ['python'],
      storageAccount: 'stfuncorders',
      contentAccount: 'stcontent',
      packageHost: 'stpackages.blob.core.windows.net',
      vaults: ['kv-orders', 'kv-shared'],
      ingestionHost: 'japaneast-1.in.applicationinsights.azure.com',
      liveHost: 'japaneast.livediagnostics.monitor.azure.com',
    })
  })

  test('names the variables', () => {
    const facts = functionApp(FUNCTION_APP)
    const variableOf = (name: string) => facts.find((fact) => fact.name === name)?.variable
    expect(variableOf('app')).toBe('WEBSITE_SITE_NAME')
    expect(variableOf('storageAccount')).toBe('AzureWebJobsStorage')
    expect(variableOf('vaults')).toBe('DB_PASSWORD, API_KEY')
  })

  test('takes no secret with it', () => {
    const text = JSON.stringify(functionApp(FUNCTION_APP))
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret)
  })

  test.for([
    ['nothing at all', {}],
    ['the machine of a developer', { ...FUNCTION_APP, WEBSITE_HOSTNAME: 'localhost:7071' }],
    ['a host name with something behind it', { WEBSITE_HOSTNAME: 'a.example/x' }],
  ] as const)('reads nothing from %s', ([, env]) => {
    expect(functionApp(env)).toEqual([])
  })

  test.for([
    ['AccountName=sta;AccountKey=a==;EndpointSuffix=core.windows.net', 'sta'],
    ['BlobEndpoint=https://sta.blob.core.windows.net/;SharedAccessSignature=sv=1&sig=x', 'sta'],
    ['QueueEndpoint=https://sta.z12.queue.storage.azure.net/;SharedAccessSignature=s', 'sta'],
    ['AccountKey=AccountName=stb;AccountName=sta', 'sta'],
    ['UseDevelopmentStorage=true', undefined],
    ['AccountName=devstoreaccount1;AccountKey=x', undefined],
    ['BlobEndpoint=https://cdn.contoso.com/;SharedAccessSignature=s', undefined],
    ['@Microsoft.KeyVault(SecretUri=https://kv-a.vault.azure.net/secrets/s)', undefined],
    ['AccountName=Not-An-Account', undefined],
  ] as const)('reads the account of %s', ([text, account]) => {
    expect(one({ AzureWebJobsStorage: text })['storageAccount']).toBe(account)
  })

  test.for([
    [{ AzureWebJobsStorage__accountName: 'sta' }, 'sta'],
    [{ AzureWebJobsStorage__blobServiceUri: 'https://sta.blob.core.windows.net' }, 'sta'],
    [{ AzureWebJobsStorage__queueServiceUri: 'https://sta.queue.core.windows.net/' }, 'sta'],
    [{ AzureWebJobsStorage__credential: 'managedidentity' }, undefined],
  ] as const)('reads the account of a connection by identity: %j', ([env, account]) => {
    expect(one(env)['storageAccount']).toBe(account)
  })

  test.for([
    ['Dynamic', 'consumption'],
    ['ElasticPremium', 'elastic-premium'],
    ['FlexConsumption', 'flex-consumption'],
    ['Basic', 'dedicated'],
    ['PremiumV3', 'dedicated'],
    ['IsolatedV2', 'dedicated'],
    ['Unheard', undefined],
  ] as const)('takes WEBSITE_SKU %s for the plan %s', ([sku, plan]) => {
    expect(one({ WEBSITE_SKU: sku })['plan']).toBe(plan)
  })

  test.for([
    ['func-a.azurewebsites.us', 'AzureUSGovernment'],
    ['func-a.chinacloudsites.cn', 'AzureChinaCloud'],
    ['www.contoso.com', undefined],
  ] as const)('tells by the host name %s the cloud %s', ([host, cloud]) => {
    expect(one({ WEBSITE_HOSTNAME: host })['cloud']).toBe(cloud)
  })

  test.for([
    [{ WEBSITE_RUN_FROM_PACKAGE: '1' }, 'packageHost', undefined],
    [{ WEBSITE_OS: 'Windows' }, 'os', 'windows'],
    [{ OS: 'Windows_NT' }, 'os', 'windows'],
    [{ FUNCTIONS_WORKER_RUNTIME: 'node' }, 'build', undefined],
    [{ REGION_NAME: 'westeurope' }, 'region', 'westeurope'],
    [{ REGION_NAME: 'East US 2' }, 'region', 'eastus2'],
    [
      { STORE: '@Microsoft.AppConfiguration(Endpoint=https://appcs-a.azconfig.io; Key=k)' },
      'configurationStores',
      ['appcs-a'],
    ],
    [
      { A: 'see @Microsoft.KeyVault(VaultName=kv-a;SecretName=s) in the docs' },
      'vaults',
      undefined,
    ],
  ] as const)('reads %j', ([env, name, value]) => {
    expect(one(env)[name]).toEqual(value)
  })
})

describe('cloudRun()', () => {
  test.for([
    [{ K_SERVICE: 'orders' }, { runtime: 'cloud-run' }],
    [{ CLOUD_RUN_JOB: 'nightly' }, { runtime: 'cloud-run' }],
    [
      { GOOGLE_CLOUD_PROJECT: 'orders-prod', GOOGLE_CLOUD_REGION: 'projects/12/regions/us-west1' },
      { project: 'orders-prod', region: 'us-west1' },
    ],
    [{ GCLOUD_PROJECT: 'Not A Project' }, {}],
    [{ GOOGLE_CLOUD_REGION: 'europe-west10' }, { region: 'europe-west10' }],
    [{ FUNCTION_REGION: 'projects/12/regions/' }, {}],
    [{}, {}],
  ] as const)('reads %j', ([env, expected]) => {
    expect(valuesOf(cloudRun(env))).toEqual(expected)
  })
})

describe('derive()', () => {
  test('fills only what the catalog takes, and makes the deployment site of the host', () => {
    const given = derived('azure-functions', FUNCTION_APP)
    expect(given).toMatchObject({ app: 'func-orders', contentAccount: 'stcontent' })
    expect(given).not.toHaveProperty('scmHost')
    expect(derived('azure-app-service-build', FUNCTION_APP)).toEqual({
      cloud: 'AzureCloud',
      app: 'func-orders',
      scmHost: 'func-orders-a1b2.scm.japaneast-01.azurewebsites.net',
      build: ['python'],
    })
    expect(derived('azure-monitor', FUNCTION_APP)).toMatchObject({ region: 'japaneast' })
  })

  test('leaves what was given alone', () => {
    const given = { plan: 'dedicated', storageAccount: 'stother' }
    const facts = derived('azure-functions', FUNCTION_APP, given)
    expect(facts).not.toHaveProperty('plan')
    expect(facts).not.toHaveProperty('storageAccount')
    expect(facts).toHaveProperty('region')
  })

  test.for([{ app: 'func-other' }, { host: 'func-other.azurewebsites.net' }])(
    'says nothing of another app: %j',
    (given) => {
      expect(derived('azure-functions', FUNCTION_APP, given)).toEqual({})
    },
  )

  test('an app in another letter case is the same', () => {
    const same = derived('azure-functions', FUNCTION_APP, { app: 'Func-Orders' })
    expect(same).toMatchObject({ region: 'japaneast', plan: 'elastic-premium' })
  })

  test('says nothing of a system that the environment is not about', () => {
    expect(derived('azure-container-registry', FUNCTION_APP)).toEqual({})
    expect(derived('azure-arc-servers', FUNCTION_APP)).toEqual({})
  })
})
