import type { RowWords } from './row.ts'

const PE_DNS = 'https://learn.microsoft.com/azure/private-link/private-endpoint-dns'
const VNET = 'https://learn.microsoft.com/azure/azure-functions/functions-networking-options'

/** Rows in the words of Azure, where those of the table are of another cloud or of both. */
export const AZURE_WORDS = {
  'identity-token-unavailable': {
    causes: [
      'the app has no managed identity (IDENTITY_ENDPOINT is not set)',
      'the identity endpoint does not answer',
      'on another machine, nobody is logged in: az login',
    ],
  },
  'path-warming-up': {
    causes: ['the VNet integration of a new instance is being attached'],
    docs: VNET,
  },
  'network-no-way-out': {
    causes: [
      'the instance is fresh and its network is not attached yet',
      'the default route leads to an appliance that is stopped or does not forward',
      'a network security group or firewall denies all egress of this subnet',
      'the network has a proxy as its only egress path, and the targets do not use it',
    ],
    docs: 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview',
  },
  'dns-server-failure': {
    docs: 'https://learn.microsoft.com/azure/dns/private-resolver-hybrid-dns',
  },
  'dns-sinkholed': {
    fix: 'Find the policy on the resolver in the evidence (response policy zone, DNS security policy) and exempt the name',
    docs: 'https://learn.microsoft.com/azure/dns/dns-security-policy',
  },
  'dns-no-answer': { docs: 'https://www.rfc-editor.org/rfc/rfc2308#section-2.2' },
  'dns-public-zone-shadowed': {
    causes: [
      'the private zone was made with the public suffix instead of the privatelink name',
      'a custom DNS server is authoritative for the public suffix',
    ],
    fix: 'Move the records to the privatelink zone and, when it serves no other names, delete the zone named after the public suffix, its virtual network links first',
    docs: PE_DNS,
  },
  'tcp-intermittent': {
    causes: [
      'SNAT ports towards this address are used up (NAT gateway, firewall, or none of both)',
      'a firewall or load balancer on the way is at its limit, or sends some connections to a dead backend',
      'the service is overloaded or limits connections',
    ],
  },
  'tcp-dropped': {
    causes: [
      'a network security group denies the address or port',
      'a network rule of a firewall denies it, or no rule allows this port',
      'the route leads nowhere (no NAT gateway, next hop stopped)',
      'the service is down',
    ],
  },
  'http-denied-by-perimeter': {
    causes: [
      'the service is in a network security perimeter whose access rules do not admit the caller',
    ],
    fix: 'Give the time and the answer to the owner of the perimeter: its access log names the rule that is missing',
    docs: 'https://learn.microsoft.com/azure/private-link/network-security-perimeter-concepts',
  },
  'http-permission-denied': {
    causes: [
      'the identity has no role with this permission on the resource, or got it minutes ago',
      'the token is for another resource than the service wants (401)',
    ],
    fix: 'No network change helps. Give the probe’s identity the role that reading needs (Storage Blob Data Reader)',
    docs: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
  },
} as const satisfies Record<string, RowWords>
