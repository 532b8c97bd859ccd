import { idOf, ref, resource } from './arm.ts'

/** A firewall at an address, with its policy and the policies above it. */
export function firewall(name: string, subnet: string, address: string, policy: string) {
  const [network = '', own] = subnet.split('/')
  return resource('azureFirewalls', name, {
    ipConfigurations: [
      {
        name: 'ip',
        properties: {
          privateIPAddress: address,
          subnet: { id: `${idOf('virtualNetworks', network)}/subnets/${own}` },
        },
      },
    ],
    firewallPolicy: ref('firewallPolicies', policy),
  })
}

export function policy(name: string, parent?: string, dns?: readonly string[]) {
  return resource('firewallPolicies', name, {
    basePolicy: ref('firewallPolicies', parent),
    threatIntelMode: 'Alert',
    ...(dns !== undefined && { dnsSettings: { enableProxy: true, servers: dns } }),
  })
}

/** Collections as `priority kind action`; rules as `from > to :ports`, or for applications `from > name,… Https:443`. */
export function collections(
  of: string,
  name: string,
  priority: number,
  sets: Readonly<Record<string, Readonly<Record<string, string>>>>,
) {
  const id = `${idOf('firewallPolicies', of)}/ruleCollectionGroups/${name}`
  return {
    id,
    name,
    type: 'microsoft.network/firewallpolicies/rulecollectiongroups',
    properties: {
      priority,
      ruleCollections: Object.entries(sets).map(([head, lines]) => {
        const [own, at, kind, action] = head.split(' ')
        return {
          name: own,
          priority: Number(at),
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          action: { type: action },
          rules: Object.entries(lines).map(([rule, line]) => firewallRule(rule, line, kind ?? '')),
        }
      }),
    },
  }
}

function firewallRule(name: string, line: string, kind: string) {
  const [, from = '', to = '', rest = ''] = /^(\S+) > (\S+) (\S+)$/.exec(line) ?? []
  const groups = (text: string) =>
    text
      .split(',')
      .filter((t) => t.startsWith('group:'))
      .map((t) => idOf('ipGroups', t.slice(6)))
  const plain = (text: string) => text.split(',').filter((t) => !/^(group|fqdn|tag|web):/.test(t))
  const marked = (mark: string) =>
    to
      .split(',')
      .filter((t) => t.startsWith(mark))
      .map((t) => t.slice(mark.length))
  if (kind === 'application') {
    return {
      ruleType: 'ApplicationRule',
      name,
      protocols: rest
        .split(',')
        .filter((p) => p !== '-')
        .map((p) => ({ protocolType: p.split(':')[0], port: Number(p.split(':')[1]) })),
      sourceAddresses: plain(from),
      sourceIpGroups: groups(from),
      targetFqdns: plain(to),
      fqdnTags: marked('tag:'),
      webCategories: marked('web:'),
    }
  }
  const [protocol = '', ports = ''] = rest.split(':')
  return {
    ruleType: 'NetworkRule',
    name,
    ipProtocols: protocol.split('+'),
    sourceAddresses: plain(from),
    sourceIpGroups: groups(from),
    destinationAddresses: plain(to),
    destinationIpGroups: groups(to),
    destinationFqdns: marked('fqdn:'),
    destinationPorts: ports.split('+'),
  }
}

export function ipGroup(name: string, ipAddresses: readonly string[]) {
  return resource('ipGroups', name, { ipAddresses })
}
