import { z } from 'zod'
import type { CloudPlatform } from './cloud.ts'

/** Environments of a platform, besides the app's own, that traffic of a capability comes from. */
export const SANDBOX_NAMES = [
  'deployment-site',
  'build',
  'image-pull',
  'content-share',
  'settings-reference',
  'managed-identity',
  'package-upload',
  'share-creation',
  'trigger-sync',
  'backup',
  'app-logs',
  'container-apps-secrets',
  'cloud-build',
  'cloud-run-image',
  'cloud-run-secrets',
] as const
export const sandboxName = z.enum(SANDBOX_NAMES)
export type SandboxName = (typeof SANDBOX_NAMES)[number]

/** What a pass from the app's own place leaves open of another one. */
export interface Sandbox {
  /** Whose platform has it. */
  readonly cloud: CloudPlatform
  /** Who makes the calls. */
  readonly who: string
  /** What a pass here does not prove, as a clause. */
  readonly unproven: string
  /** What to look at before trusting the pass. */
  readonly check: string
  /** The fact of the vantage that shows its traffic in the VNet; null: nothing in the environment does. */
  readonly fact: string | null
  /** Whether it takes the VNet on Flex Consumption without a switch. */
  readonly onFlex?: true
}

/**
 * Sources: https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing (the switches),
 * https://learn.microsoft.com/azure/app-service/overview-vnet-integration (consoles),
 * https://learn.microsoft.com/azure/app-service/app-service-key-vault-references (references),
 * https://github.com/Azure/Azure-Functions/issues/2653 (managedIdentityTraffic),
 * https://learn.microsoft.com/azure/azure-functions/configure-networking-how-to (share, package),
 * https://docs.cloud.google.com/run/docs/configuring/services/build-worker-pools,
 * https://docs.cloud.google.com/run/docs/configuring/services/secrets,
 * https://docs.cloud.google.com/run/docs/deploying#images.
 */
export const SANDBOXES: Readonly<Record<SandboxName, Sandbox>> = {
  'deployment-site': {
    cloud: 'azure',
    who: 'the deployment site (Kudu)',
    unproven:
      'the deployment site has a sandbox of its own, whose Windows console does not even use the DNS of the VNet',
    check:
      'When a deployment fails in spite of a pass, run perimeter explain-log on the log of the firewall at that minute: it holds the calls of the deployment site',
    fact: null,
  },
  build: {
    cloud: 'azure',
    who: 'the build (Oryx) in the deployment site',
    unproven:
      'the build runs in the sandbox of the deployment site, with roots and limits of its own',
    check:
      'When a build fails in spite of a pass: outboundVnetRouting.applicationTraffic of the site; behind a firewall that inspects TLS also WEBSITE_INSTALL_PUBLIC_CERTS_IN_KUDU=true, since the roots of the app do not count there',
    fact: null,
  },
  'image-pull': {
    cloud: 'azure',
    who: 'the host of the app, which pulls the image before the app is there',
    unproven:
      'the pull takes the VNet only with imagePullTraffic (WEBSITE_PULL_IMAGE_OVER_VNET=true) or allTraffic',
    check:
      'Read properties.outboundVnetRouting of the site: imagePullTraffic or allTraffic must be true, and it goes before the setting WEBSITE_PULL_IMAGE_OVER_VNET (vnetImagePullEnabled). The app’s own traffic is another switch: WEBSITE_VNET_ROUTE_ALL=1 or vnetRouteAllEnabled, either will do',
    fact: 'pullImageOverVnet',
  },
  'content-share': {
    cloud: 'azure',
    who: 'the platform, which mounts the content share',
    unproven:
      'the mount takes the VNet only with contentShareTraffic (WEBSITE_CONTENTOVERVNET=1) or allTraffic',
    check:
      'Read properties.outboundVnetRouting of the site: contentShareTraffic or allTraffic must be true; both 443 and 445 must be open',
    fact: 'contentOverVnet',
  },
  'settings-reference': {
    cloud: 'azure',
    who: 'the platform, which resolves references to Key Vault and App Configuration',
    unproven:
      'references are fetched from other addresses than the app’s own, and on Linux from the VNet only where all traffic is routed into it',
    check:
      'When a reference does not resolve in spite of a pass: admit the VNet of the app at the vault (a rule for its subnet or a private endpoint), not the app’s outbound addresses, and route all traffic into the VNet (outboundVnetRouting.allTraffic, formerly vnetRouteAllEnabled)',
    fact: 'routeAll',
    onFlex: true,
  },
  'managed-identity': {
    cloud: 'azure',
    who: 'the platform, which gets the tokens of a managed identity behind IDENTITY_ENDPOINT',
    unproven:
      'the app asks IDENTITY_ENDPOINT on its own instance, and the platform behind it takes the VNet with managedIdentityTraffic or allTraffic, and else a path of its own',
    check:
      'When tokens time out in spite of a pass: outboundVnetRouting.managedIdentityTraffic of the site; with allTraffic and forced tunnelling, false takes tokens out of the network again',
    fact: null,
  },
  'package-upload': {
    cloud: 'azure',
    who: 'the deployment service of Flex Consumption, which writes the package',
    unproven:
      'the package is written by the deployment service, with the identity or key of functionAppConfig.deployment.storage',
    check:
      'When the upload is refused in spite of a pass: the network rules of the deployment storage account, the NSG of the integration subnet and of the endpoint’s subnet, and the role of the identity on the container',
    fact: null,
  },
  'share-creation': {
    cloud: 'azure',
    who: 'Azure Resource Manager, which makes the content share when the app is created',
    unproven:
      'the share is made from outside the network, so that an account closed to it answers 403',
    check:
      'Make the share beforehand and name it in WEBSITE_CONTENTSHARE, and set vnetContentShareEnabled (outboundVnetRouting.contentShareTraffic) in the request that creates the app',
    fact: null,
  },
  'trigger-sync': {
    cloud: 'azure',
    who: 'the client of the deployment or Kudu, which announce the triggers',
    unproven:
      'the call comes from the client or from Kudu to the app’s own name, which access restrictions may close to them',
    check:
      'When it fails in spite of a pass: open the app’s name to the client, or let Resource Manager do it: POST .../sites/NAME/syncfunctiontriggers',
    fact: null,
  },
  backup: {
    cloud: 'azure',
    who: 'the platform, which writes and reads backups',
    unproven: 'backups take the VNet only with backupRestoreTraffic or allTraffic',
    check:
      'Read properties.outboundVnetRouting of the site: backupRestoreTraffic (vnetBackupRestoreEnabled) or allTraffic must be true; databases are not backed up over the VNet',
    fact: null,
  },
  'app-logs': {
    cloud: 'azure',
    who: 'the platform, which writes App Service logs',
    unproven: 'App Service logs are not written over the VNet, so not to a private account',
    check:
      'Let the platform in to the storage account, or send logs by diagnostic settings to a workspace',
    fact: null,
  },
  'container-apps-secrets': {
    cloud: 'azure',
    who: 'the platform, which reads secrets of Key Vault for a revision',
    unproven: 'the secret is read by the platform with the identity of the app',
    check:
      'When a secret does not resolve in spite of a pass: the network rules of the vault, and the right of the identity to get secrets',
    fact: null,
  },
  'cloud-run-image': {
    cloud: 'gcp',
    who: 'Cloud Run, which pulls the image of a revision',
    unproven: 'the image is pulled by Cloud Run’s service agent, not over the VPC',
    check:
      'When a revision cannot get its image in spite of a pass: roles/artifactregistry.reader of the service agent on the repository, and VPC Service Controls around it',
    fact: null,
  },
  'cloud-run-secrets': {
    cloud: 'gcp',
    who: 'Cloud Run, which reads the secrets of variables and volumes',
    unproven:
      'secrets in variables and volumes are read by the platform; only those that code reads take the VPC',
    check:
      'When a revision fails for want of a secret in spite of a pass: roles/secretmanager.secretAccessor of the service’s identity, and VPC Service Controls around the secret',
    fact: null,
  },
  'cloud-build': {
    cloud: 'gcp',
    who: 'the workers of Cloud Build',
    unproven: 'builds run in the VPC only in a private pool',
    check:
      'When a build fails in spite of a pass, look which worker pool it ran in, and at the egress of that pool',
    fact: null,
  },
}

/** Whether a switch in the environment of an app is on. */
export function isOn(value: string | undefined): boolean {
  return /^(1|true)$/i.test(value ?? '')
}
