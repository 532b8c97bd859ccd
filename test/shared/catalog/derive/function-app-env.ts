/** Texts that must come out nowhere: keys, tokens, ids of this made-up app. */
export const SECRETS = {
  key: 'c2VjcmV0LWFjY291bnQta2V5LW9mLXRoZS1hcHA9PQ==',
  sas: 'sv=2024-11-04&sig=sas-signature-of-the-package',
  instrumentation: '11111111-2222-3333-4444-555555555555',
  secretName: 'name-of-the-secret',
  identity: 'identity-header-of-the-app',
} as const

/** What a function app on Elastic Premium sees, in the form that the platform gives it. */
export const FUNCTION_APP = {
  WEBSITE_SITE_NAME: 'func-orders',
  WEBSITE_HOSTNAME: 'func-orders-a1b2.japaneast-01.azurewebsites.net',
  WEBSITE_HOME_STAMPNAME: 'waws-prod-ty1-001',
  WEBSITE_SKU: 'ElasticPremium',
  REGION_NAME: 'Japan East',
  FUNCTIONS_WORKER_RUNTIME: 'python',
  SCM_DO_BUILD_DURING_DEPLOYMENT: 'true',
  AzureWebJobsStorage: `DefaultEndpointsProtocol=https;AccountName=stfuncorders;AccountKey=${SECRETS.key};EndpointSuffix=core.windows.net`,
  APPSETTING_AzureWebJobsStorage: `DefaultEndpointsProtocol=https;AccountName=stfuncorders;AccountKey=${SECRETS.key}`,
  WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: `DefaultEndpointsProtocol=https;AccountName=stcontent;AccountKey=${SECRETS.key}`,
  WEBSITE_RUN_FROM_PACKAGE: `https://stpackages.blob.core.windows.net/releases/app.zip?${SECRETS.sas}`,
  APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${SECRETS.instrumentation};IngestionEndpoint=https://japaneast-1.in.applicationinsights.azure.com/;LiveEndpoint=https://japaneast.livediagnostics.monitor.azure.com/;ApplicationId=${SECRETS.instrumentation}`,
  DB_PASSWORD: `@Microsoft.KeyVault(SecretUri=https://kv-orders.vault.azure.net/secrets/${SECRETS.secretName}/)`,
  APPSETTING_DB_PASSWORD: `@Microsoft.KeyVault(SecretUri=https://kv-orders.vault.azure.net/secrets/${SECRETS.secretName}/)`,
  API_KEY: `@Microsoft.KeyVault(VaultName=kv-shared;SecretName=${SECRETS.secretName})`,
  IDENTITY_HEADER: SECRETS.identity,
} as const
