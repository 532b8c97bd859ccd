import type { SignTable } from './sign.ts'

const DEPLOY = ['azure-functions/deploy', 'azure-app-service-build/deploy']
const BUILD = ['azure-functions/remote-build', 'azure-app-service-build/remote-build']
const CONTENT = ['azure-functions/content', 'azure-functions/start']
const START = ['azure-functions/start']
const AZFD =
  'https://learn.microsoft.com/azure/azure-functions/errors-diagnostics/diagnostic-events'
const STORAGE =
  'https://learn.microsoft.com/azure/azure-functions/functions-recover-storage-account'
const SYNC =
  'https://learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing'

/** Kudu, Oryx, zip deploy, the Functions host, App Service’s front end. */
// biome-ignore format: one sign a line
export const APP_SERVICE: SignTable = {
  family: 'App Service and Functions',
  source: 'https://github.com/projectkudu/kudu/wiki',
  signs: [
    { test: /\bPushDeploymentController\b/i, shows: null, weight: 5, where: CONTENT, misleads: 'No constructor is missing: Kudu cannot use the app’s content share, since the storage account refuses it or is not reached', source: 'https://github.com/Azure/azure-cli/issues/31606' },
    { test: /\bThe format of the specified network name is invalid\b/i, shows: null, weight: 5, where: CONTENT, misleads: 'No name is misspelt: the content share was not mounted (port 445, or the rules of the account)', source: STORAGE },
    { test: /\b(?:Could not find (?:a part of the path|file)|network path was not found|Access to the path|network name is no longer available|unexpected network error occurred)\W{1,8}[CD]:\\{1,4}home\b|\bpath '[CD]:\\{1,4}home\\[^'\n]{0,200}' cannot be found\b/i, shows: null, weight: 5, where: CONTENT, misleads: 'No file need be missing: C:\\home is the content share, which was not mounted (port 445, or the rules of the account). Only where the app runs from a package is wwwroot read-only by design', source: STORAGE },
    { test: /\bextension bundle\b|\bExtensionBundle\b/i, shows: null, weight: 4, where: ['azure-functions/bundle'], source: 'https://learn.microsoft.com/azure/azure-functions/extension-bundles' },
    { test: /\bsync(?:hroni[sz])?(?:e|ing|ed)? ?triggers\b|\bsettriggers\b|\bsynctriggers\b/i, shows: null, weight: 4, where: ['azure-functions/trigger-sync', 'azure-functions/start'], misleads: 'The host need not be broken: the call that registers the triggers goes to the app’s own name, which may be closed to it', source: SYNC },
    { test: /\bupdatedeploystatus\b/i, shows: null, weight: 5, where: ['azure-functions/deployment-status', ...DEPLOY], misleads: 'The code need not be missing: Kudu’s call to its own name at the end failed, and restarting the app by hand is a way on' },
    { test: /\bKudu-RemoveWorkersStep\b|\bRemoveWorkersStep\b/i, shows: null, weight: 4, where: DEPLOY },
    { test: /"ExceptionMessage":\s*"An error occurred while sending the request\.?"/i, shows: null, weight: 4, where: DEPLOY, misleads: 'Neither your client nor the upload failed: Kudu’s own call to its own host name did, from inside the network', source: 'https://github.com/projectkudu/kudu' },
    { test: /\[Kudu-\w{3,60}Step\]/i, shows: null, weight: 4, where: DEPLOY },
    { test: /\bFailed to deploy web package to (?:App Service|Function App)\b|\bFailed to use \S{1,300} as ZipDeploy content\b|\bFailed to fetch Kudu App Settings\b|\bKuduStackTraceURL\b|\bDeployment endpoint responded with status code\b/i, shows: null, weight: 4, where: [...DEPLOY, ...CONTENT] },
    { test: /\bTimed out waiting for SCM\b|\bError uploading archive\b|\bZIP Deploy failed\b/i, shows: null, weight: 4, where: [...DEPLOY, ...CONTENT], misleads: 'The words name no cause: the deployment site, its storage account and the way to both fail so alike' },
    { test: /\bprotected by access restrictions\b|\baccess restrictions\b[^\n]{0,80}\b(?:block|denied|deny|prevent)/i, shows: 'denied by service', where: DEPLOY, misleads: 'No right is missing: the restrictions of the site, or of its deployment site, refuse the caller’s address', source: 'https://learn.microsoft.com/azure/app-service/overview-access-restrictions' },
    { test: /\bMalformed SCM_RUN_FROM_PACKAGE\b/i, shows: null, weight: 4, where: DEPLOY, misleads: 'The network is not at fault: Kudu makes that URL with the key in AzureWebJobsStorage, and a connection by identity has none' },
    { test: /\bStorage is not configured properly\b|\bFunction scaling will be limited\b/i, shows: null, weight: 4, where: [...START, 'azure-functions/triggers'], source: STORAGE },
    { test: /\bEncountered an error \(Forbidden\) from host runtime\b/i, shows: 'denied, by rules or rights', where: START, source: SYNC },
    { test: /\bEncountered an error \((?:ServiceUnavailable|BadGateway|GatewayTimeout)\) from host runtime\b/i, shows: 'service unavailable', where: START, misleads: 'The front end answered: behind it the host of the app does not run, most often for want of its storage account', source: STORAGE },
    { test: /\bFailed to mount Azure Storage Account/i, shows: null, weight: 4, where: CONTENT, source: 'https://learn.microsoft.com/azure/app-service/configure-connect-to-azure-storage' },
    { test: /\bPreparing deployment for commit id\b|\bCentralPublishingService\b|\bRunning oryx build\b|\bapi\/(?:zip|publish)deploy\b|\b\/api\/deployments\b/i, shows: null, weight: 2, where: DEPLOY },
    { test: /\bMicrosoft\.Oryx\.|\bGetAvailableVersionsFromStorage\b|\bSdkStorageVersionProvider\w*|\bFailed to get SDK versions for platform\b|\bDetecting platforms\.\.\.|\bHttp request to retrieve the (?:SDKs available|default)\b|\bOops\.\.\. An unexpected error has occurred\b|\bError downloading SDK\b|\bDownloading and extracting '/i, shows: null, weight: 4, where: [...BUILD, 'azure-functions/build-python', 'azure-functions/build-node', 'azure-functions/build-dotnet'], source: 'https://github.com/microsoft/Oryx/blob/main/doc/hosts/appservice.md' },
    { test: /\bHost lock lease\b|\bFailed to acquire host lock\b|\bSingleton lock\b[^\n]{0,80}(?:failed|fail)/i, shows: null, weight: 4, where: ['azure-functions/start', 'azure-functions/triggers'], misleads: 'No other host need hold the lock: its blob in the storage account was not reached', source: STORAGE },
    { test: /\bAzure Functions Runtime is unreachable\b/i, shows: null, weight: 4, where: CONTENT, misleads: 'The app need not be unreachable: its host did not start, most often for want of its storage account', source: STORAGE },
    { test: /\bAZFD0001\b|\bAzureWebJobsStorage app setting is not present\b/i, shows: null, weight: 4, where: START, misleads: 'The network is not at fault: the app setting AzureWebJobsStorage is missing', source: `${AZFD}/azfd0001` },
    { test: /\bAZFD0002\b/i, shows: null, weight: 4, where: START, misleads: 'The network need not be at fault: the connection string of AzureWebJobsStorage is not valid', source: `${AZFD}/azfd0002` },
    { test: /\bAZFD0003\b/i, shows: null, weight: 4, where: [...START, 'azure-functions/triggers'], source: `${AZFD}/azfd0003` },
    { test: /\bAZFD0004\b|\bhost ID collision\b/i, shows: null, weight: 0, misleads: 'The network is not at fault: two apps share a storage account and the first 32 letters of their names', lookFor: 'the setting AzureFunctionsWebHost__hostid: two apps share a host ID in one storage account', source: `${AZFD}/azfd0004` },
    { test: /\bAZFD0008\b|\bAzure Storage[^\n]{0,60}(?:unable to access|cannot be accessed)/i, shows: null, weight: 4, where: [...START, 'azure-functions/triggers'], source: `${AZFD}/azfd0008` },
    { test: /\bAZFD0005\b|\bexternal startup extension\b/i, shows: null, weight: 3, where: START, source: `${AZFD}/azfd0005` },
    { test: /\bAZFD001[123]\b/i, shows: null, weight: 0, lookFor: 'the worker’s own log: this code tells of language workers, not of the network', source: AZFD },
    { test: /\bUnable to (?:get|access|connect to|reach)[^\n]{0,40}\b(?:AzureWebJobsStorage|host storage|storage account|Azure Storage)\b|\bUnable to create client for AzureWebJobsStorage\b|\bAzureWebJobsStorage[^\n]{0,60}(?:Unhealthy|is unhealthy)|\bazure\.functions\.web(?:_host\.lifecycle|jobs\.storage)\b/i, shows: null, weight: 4, where: [...START, 'azure-functions/triggers'], source: STORAGE },
    { test: /\b(?:InaccessibleStorageException|BlobUploadFailedException|StorageAccessibleCheck)\b|\bFailed to access storage account for deployment\b/i, shows: 'denied, by rules or rights', weight: 4, where: ['azure-functions/package-upload', 'azure-functions/deploy', 'azure-functions/start'], misleads: 'Your upload reached the deployment site: it is the site that is refused by the deployment’s storage account', source: 'https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to' },
    { test: /\bStorage\.Queue|\bWebJobs\.(?:Host|Extensions\.Storage)\b|\bMicrosoft\.Azure\.(?:WebJobs|Storage)\.\w*Exception\b|\bDurableTask\.AzureStorage\b|\bQueueListener\b|\bBlobListener\b/i, shows: null, weight: 2, where: ['azure-functions/triggers', 'azure-functions/start'] },
    { test: /\bfile share failed\b[^\n]{0,160}\b403\b/i, shows: 'denied by service', where: CONTENT, misleads: 'No right need be missing: Resource Manager makes the share from outside the network, and the account refuses it', source: 'https://learn.microsoft.com/azure/azure-functions/configure-networking-how-to' },
    { test: /\bAzure File(?:s| Share)\b[^\n]{0,80}(?:fail|could not|unable|cannot)|\b(?:creation|create)[^\n]{0,40}file share[^\n]{0,40}failed\b|\bcontent ?share\b|\bWEBSITE_CONTENT(?:AZUREFILECONNECTIONSTRING|SHARE|OVERVNET)\b|\bfile share\b[^\n]{0,60}(?:403|Forbidden)/i, shows: null, weight: 4, where: CONTENT, source: 'https://learn.microsoft.com/azure/azure-functions/configure-networking-how-to' },
    { test: /\bSite Unavailable\b[^\n]{0,20}\b503\b|\bKudu\b[^\n]{0,80}\b503\b/i, shows: 'service unavailable', weight: 4, where: [...CONTENT, ...DEPLOY] },
    { test: /\bWEBSITE_RUN_FROM_PACKAGE\b|\bRun From Package\b[^\n]{0,60}(?:fail|initiali)/i, shows: null, weight: 3, where: START, source: 'https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package' },
    { test: /\bIp Forbidden\b|\bhas blocked your access\b|\bx-ms-forbidden-ip\b/i, shows: 'denied by service', where: [...DEPLOY, 'azure-private-endpoints/private'], misleads: 'No right is missing: access restrictions, or a private endpoint with public access off, refuse the caller’s address', source: 'https://learn.microsoft.com/azure/app-service/overview-access-restrictions' },
    { test: /\bERROR_COULD_NOT_CONNECT_TO_REMOTESVC\b|\bERROR_DESTINATION_NOT_REACHABLE\b|\bWeb Management Service\b/i, shows: 'denied by service', weight: 4, where: DEPLOY, misleads: 'The computer was reached: the status in brackets is its answer, and 403 is the access restriction of the deployment site', source: 'https://learn.microsoft.com/iis/publish/troubleshooting-web-deploy/web-deploy-error-codes' },
    { test: /\bERROR_USER_UNAUTHORIZED\b|\bERROR_SITE_DOES_NOT_EXIST\b/i, shows: 'permission missing', where: DEPLOY, source: 'https://learn.microsoft.com/iis/publish/troubleshooting-web-deploy/web-deploy-error-codes' },
    { test: /\bKey ?Vault ?[Rr]eference\b|@Microsoft\.KeyVault\(|\bVaultNotFound\b|\bFetchTimedOut\b|\bSecretVersionNotFound\b|\bMSINotEnabled\b|\bAccessToKeyVaultDenied\b/i, shows: null, weight: 3, where: ['azure-functions/settings'], source: 'https://learn.microsoft.com/azure/app-service/app-service-key-vault-references' },
    { test: /\bAccessToKeyVaultDenied\b|\bsite was denied access to Key Vault\b/i, shows: 'denied, by rules or rights', weight: 4, where: ['azure-functions/settings'], source: 'https://learn.microsoft.com/azure/app-service/app-service-key-vault-references' },
    { test: /\b(?:Live Metrics|QuickPulse|livediagnostics)\b/i, shows: null, weight: 3, where: ['azure-functions/live-metrics', 'azure-monitor/live-metrics'] },
    { test: /\bHostInitializationException\b|\bDid not find (?:functions with|any initialized) language\b/i, shows: null, weight: 0, lookFor: 'the host’s log around it: packages and workers fail the same way without any network' },
    { test: /\bWEBSITE_PULL_IMAGE_OVER_VNET\b|\bvnetImagePullEnabled\b|\bimagePullTraffic\b/i, shows: null, weight: 3, where: ['azure-container-registry/pull'], source: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing' },
    { test: /\bmanagedIdentityTraffic\b/i, shows: null, weight: 3, where: ['azure-functions/identity'], source: 'https://github.com/Azure/Azure-Functions/issues/2653' },
    { test: /(?:Could not find a part of|Access to) the path '[A-Z]:\\home\\site\\wwwroot/i, shows: null, weight: 4, where: CONTENT, misleads: 'No file need be missing and no right: the folder is the content share, which was not mounted', source: STORAGE },
    { test: /:445\b[^\n]{0,40}\b(?:denied|deny|blocked|dropped)\b|\b(?:denied|deny|blocked|dropped)\b[^\n]{0,80}:445\b/i, shows: null, weight: 3, where: CONTENT, lookFor: 'a rule that lets port 445 (SMB) through to the storage account of the content share; 443 alone is not enough', source: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing' },
    { test: /\bWEBSITE_DNS_SERVER\b|\bWEBSITE_VNET_ROUTE_ALL\b/i, shows: null, weight: 2, where: START, source: 'https://learn.microsoft.com/azure/app-service/overview-vnet-integration' },
    { test: /\bsnat\b[^\n]{0,40}(?:exhaust|port)|\bSNAT Port Exhaustion\b/i, shows: 'no local port', source: 'https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors' },
  ],
}
