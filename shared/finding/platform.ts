import type { FindingRow } from './row.ts'

const ROUTING = 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing'

/** Hints from what the platform says of itself. Site properties go before the environment, so none is certain. */
export const PLATFORM_FINDINGS = {
  'vnet-route-all-off': {
    step: 'connect',
    severity: 'info',
    traits: ['blocked-too', 'hint'],
    means:
      'The app’s environment does not show that all its traffic takes the VNet, and this address is outside RFC 1918.',
    seen: 'A vantage in App Service or Functions with VNet integration, not on Flex Consumption, where WEBSITE_VNET_ROUTE_ALL is not 1, and a target reached directly at an address outside RFC 1918.',
    confusedWith: [
      {
        code: 'egress-address-unexpected',
        apart: 'that proves by the address which the internet sees; this is a hint from a setting',
      },
    ],
    causes: [
      'route-all is off, so only RFC 1918 destinations go into the VNet and everything else leaves by the platform',
      'it is on by the property of the site (outboundVnetRouting, formerly vnetRouteAllEnabled), which the environment need not show',
    ],
    fix: 'Read properties.outboundVnetRouting of the site: applicationTraffic or allTraffic must be true for the firewall, NAT and routes of the VNet to see this traffic. A target with expect.egress proves it',
    docs: ROUTING,
  },
  'vnet-dns-setting-ignored': {
    step: 'resolve',
    severity: 'info',
    traits: ['hint'],
    means: 'DNS servers are set on an app whose plan takes them from the VNet only.',
    seen: 'WEBSITE_DNS_SERVER or WEBSITE_DNS_ALT_SERVER is set on Flex Consumption, the system does not ask that server, and the target expects certain addresses or did not resolve.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart: 'that is what the answer shows; this is why a setting changed nothing',
      },
    ],
    causes: [
      'the plan (Flex Consumption) has deprecated the DNS settings of the site and takes those of the VNet',
    ],
    fix: 'Set the custom DNS servers on the VNet and restart the app; then remove the setting',
    docs: 'https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan',
  },
  'platform-path-not-proven': {
    step: 'sweep',
    severity: 'info',
    traits: ['hint'],
    means:
      'The target is used from another part of the platform than the app, and was checked from the app.',
    seen: 'A row of a catalog whose capability the platform carries out itself (deployment site, build, image pull, content share, Cloud Build), checked from inside the app, with no setting that shows the same path.',
    confusedWith: [
      {
        code: 'vnet-route-all-off',
        apart: 'that concerns the app’s own traffic',
      },
    ],
    causes: [
      'the platform pulls, mounts, deploys and builds in sandboxes of its own, which take the VNet only by settings of their own',
    ],
    fix: 'Take a pass for a proof of the rules and of DNS, not of the other part’s path; look at its routing setting',
    docs: ROUTING,
  },
} as const satisfies Record<string, FindingRow>
