import { z } from 'zod'
import type { CloudPlatform } from './cloud.ts'

/** Environments of a platform, besides the app's own, that traffic of a capability comes from. */
export const SANDBOX_NAMES = [
  'deployment-site',
  'build',
  'image-pull',
  'content-share',
  'settings-reference',
  'cloud-build',
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
 * https://docs.cloud.google.com/run/docs/configuring/services/build-worker-pools.
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
