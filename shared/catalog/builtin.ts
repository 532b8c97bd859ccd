import { alloyDb } from './alloydb.ts'
import { artifactRegistry } from './artifact-registry.ts'
import { azureAksNodes } from './azure-aks-nodes.ts'
import { azureAppServiceBuild } from './azure-app-service-build.ts'
import { azureArcKubernetes } from './azure-arc-kubernetes.ts'
import { azureArcServers } from './azure-arc-servers.ts'
import { azureContainerApps } from './azure-container-apps.ts'
import { azureContainerRegistry } from './azure-container-registry.ts'
import { azureDatabricks } from './azure-databricks.ts'
import { azureFunctions } from './azure-functions.ts'
import { azureLocal } from './azure-local.ts'
import { azureMonitor } from './azure-monitor.ts'
import { azurePortal } from './azure-portal.ts'
import { azurePrivateEndpoints } from './azure-private-endpoints.ts'
import { azureWebApp } from './azure-web-app.ts'
import type { Catalog } from './catalog.ts'
import { cloudBuild } from './cloud-build.ts'
import { cloudRunFunctions } from './cloud-run-functions.ts'
import { cloudRunJobs } from './cloud-run-jobs.ts'
import { cloudSql } from './cloud-sql.ts'
import { gcloudCli } from './gcloud-cli.ts'
import { gkeNodes } from './gke-nodes.ts'
import { googleApis } from './google-apis.ts'
import { internetBlocked } from './internet-blocked.ts'
import { memorystore } from './memorystore.ts'

/** The catalogs that come with the program. */
export const CATALOGS: readonly Catalog[] = [
  azureFunctions,
  azureWebApp,
  azureAppServiceBuild,
  azureContainerApps,
  azureArcKubernetes,
  azureArcServers,
  azureLocal,
  azurePortal,
  azureContainerRegistry,
  azureMonitor,
  azurePrivateEndpoints,
  azureAksNodes,
  azureDatabricks,
  googleApis,
  cloudRunFunctions,
  cloudRunJobs,
  cloudSql,
  alloyDb,
  memorystore,
  gkeNodes,
  artifactRegistry,
  cloudBuild,
  gcloudCli,
  internetBlocked,
]
