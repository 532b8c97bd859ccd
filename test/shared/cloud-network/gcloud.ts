/** Resources of Google Cloud in the shape that `gcloud … --format json` prints. */

const API = 'https://www.googleapis.com/compute/v1'
const PROJECT = 'projects/p1'

export const networkUrl = (name: string) => `${API}/${PROJECT}/global/networks/${name}`

export function network(
  name: string,
  more: {
    peers?: Readonly<Record<string, string>>
    imports?: readonly string[]
    order?: string
  } = {},
) {
  const importing = (more.imports ?? []).map((peer) => [peer, 'ACTIVE'] as const)
  return {
    kind: 'compute#network',
    name,
    selfLink: networkUrl(name),
    networkFirewallPolicyEnforcementOrder: more.order ?? 'AFTER_CLASSIC_FIREWALL',
    peerings: [...Object.entries(more.peers ?? {}), ...importing].map(([peer, state]) => ({
      name: `to-${peer}`,
      network: networkUrl(peer),
      state,
      importCustomRoutes: more.imports?.includes(peer) === true,
    })),
  }
}

export function subnet(
  name: string,
  of: string,
  ipCidrRange: string,
  access = false,
  region = 'asia-northeast1',
) {
  return {
    kind: 'compute#subnetwork',
    name,
    selfLink: `${API}/${PROJECT}/regions/${region}/subnetworks/${name}`,
    network: networkUrl(of),
    region: `${API}/${PROJECT}/regions/${region}`,
    ipCidrRange,
    privateIpGoogleAccess: access,
    labels: { owner: 'secret-label' },
  }
}

/** Routes as `prefix > internet 1000 tag,tag`; another next hop is an address. */
export function route(name: string, line: string, of = 'net') {
  const [destRange, , hop = '', priority, tags] = line.split(' ')
  return {
    kind: 'compute#route',
    name,
    selfLink: `${API}/${PROJECT}/global/routes/${name}`,
    network: networkUrl(of),
    destRange,
    priority: Number(priority ?? 1000),
    ...(tags !== undefined && { tags: tags.split(',') }),
    ...(hop === 'internet'
      ? { nextHopGateway: `${API}/${PROJECT}/global/gateways/default-internet-gateway` }
      : { nextHopIp: hop }),
  }
}

/** Rules as `1000 deny tcp:443+8443 > 10.0.0.0/8,… tag:a account:b off`. */
export function firewall(name: string, line: string, of = 'net') {
  const [priority, action, what = '', , to = '', ...marks] = line.split(' ')
  const [IPProtocol, ports] = what.split(':')
  const entry = [{ IPProtocol, ...(ports !== undefined && { ports: ports.split('+') }) }]
  const marked = (mark: string) =>
    marks.filter((m) => m.startsWith(mark)).map((m) => m.slice(mark.length))
  return {
    kind: 'compute#firewall',
    name,
    selfLink: `${API}/${PROJECT}/global/firewalls/${name}`,
    network: networkUrl(of),
    direction: marks.includes('ingress') ? 'INGRESS' : 'EGRESS',
    priority: Number(priority),
    ...(action === 'deny' ? { denied: entry } : { allowed: entry }),
    destinationRanges: to.split(','),
    disabled: marks.includes('off'),
    ...(marked('tag:').length > 0 && { targetTags: marked('tag:') }),
    ...(marked('account:').length > 0 && { targetServiceAccounts: marked('account:') }),
  }
}

/** Policies as type and rules `100 deny tcp:443 > 10.0.0.0/8`, with `fqdn:NAME`, `account:A`, `net:N`, `off`, `inspects`, `securetag:T`. */
export function effective(of: string, policies: Readonly<Record<string, readonly string[]>>) {
  return {
    network: networkUrl(of),
    firewalls: [],
    firewallPolicys: Object.entries(policies).map(([head, lines]) => {
      const [shortName, type] = head.split(' ')
      return { name: `${shortName}-id`, shortName, type, rules: lines.map(policyRule) }
    }),
  }
}

function policyRule(line: string) {
  const [priority, action, what = '', , to = '', ...marks] = line.split(' ')
  const [ipProtocol, ports] = what.split(':')
  const marked = (mark: string) =>
    marks.filter((m) => m.startsWith(mark)).map((m) => m.slice(mark.length))
  return {
    kind: 'compute#firewallPolicyRule',
    priority: Number(priority),
    action,
    direction: marks.includes('ingress') ? 'INGRESS' : 'EGRESS',
    disabled: marks.includes('off'),
    ...(marks.includes('inspects') && { tlsInspect: true }),
    match: {
      destIpRanges: to.split(','),
      layer4Configs: [{ ipProtocol, ...(ports !== undefined && { ports: ports.split('+') }) }],
      ...(marked('fqdn:').length > 0 && { destFqdns: marked('fqdn:') }),
    },
    targetResources: marked('net:').map(networkUrl),
    targetServiceAccounts: marked('account:'),
    targetSecureTags: marked('securetag:').map((name) => ({ name })),
  }
}

export function nat(
  name: string,
  of: string,
  subnets: readonly string[] | null,
  region = 'asia-northeast1',
) {
  return {
    kind: 'compute#router',
    name: 'router',
    selfLink: `${API}/${PROJECT}/regions/${region}/routers/router`,
    network: networkUrl(of),
    region: `${API}/${PROJECT}/regions/${region}`,
    nats:
      name === ''
        ? []
        : [
            {
              name,
              sourceSubnetworkIpRangesToNat:
                subnets === null ? 'ALL_SUBNETWORKS_ALL_IP_RANGES' : 'LIST_OF_SUBNETWORKS',
              subnetworks: subnets?.map((s) => ({
                name: `${API}/${PROJECT}/regions/${region}/subnetworks/${s}`,
              })),
            },
          ],
  }
}

export function endpoint(
  name: string,
  of: string,
  IPAddress: string,
  pscConnectionStatus: string,
  target = 'all-apis',
) {
  return {
    kind: 'compute#forwardingRule',
    name,
    selfLink: `${API}/${PROJECT}/global/forwardingRules/${name}`,
    network: networkUrl(of),
    IPAddress,
    target,
    pscConnectionStatus,
  }
}

/** An address at which an inbound policy lets Cloud DNS be asked. */
export function entryPoint(name: string, of: string, address: string, region = 'asia-northeast1') {
  return {
    kind: 'compute#address',
    name,
    selfLink: `${API}/${PROJECT}/regions/${region}/addresses/${name}`,
    address,
    purpose: 'DNS_RESOLVER',
    subnetwork: `${API}/${PROJECT}/regions/${region}/subnetworks/${of}`,
  }
}

/** A private zone with its networks, records (`a.example. A 10.0.0.1`), and where it forwards or peers. */
export function zone(
  name: string,
  dnsName: string,
  networks: readonly string[],
  of: { records?: readonly string[]; forward?: string; peer?: string; path?: string } = {},
) {
  return [
    {
      kind: 'dns#managedZone',
      name,
      ...(of.path !== undefined && { selfLink: of.path }),
      dnsName,
      visibility: 'private',
      privateVisibilityConfig: { networks: networks.map((n) => ({ networkUrl: networkUrl(n) })) },
      ...(of.forward !== undefined && {
        forwardingConfig: { targetNameServers: [{ ipv4Address: of.forward }] },
      }),
      ...(of.peer !== undefined && {
        peeringConfig: { targetNetwork: { networkUrl: networkUrl(of.peer) } },
      }),
    },
    ...(of.records ?? []).map((line) => {
      const [record, type, ...rrdatas] = line.split(' ')
      return {
        kind: 'dns#resourceRecordSet',
        name: record,
        type,
        ttl: 300,
        rrdatas,
        managedZone: of.path ?? name,
      }
    }),
  ]
}

export function dnsPolicy(name: string, networks: readonly string[], servers: readonly string[]) {
  return {
    kind: 'dns#policy',
    id: '1',
    name,
    networks: networks.map((n) => ({ networkUrl: networkUrl(n) })),
    alternativeNameServerConfig: {
      targetNameServers: servers.map((ipv4Address) => ({ ipv4Address })),
    },
  }
}

/** Rules as `name. A 10.0.0.1`, `name. CNAME other.` or `name. bypass`. */
export function responsePolicy(
  name: string,
  networks: readonly string[],
  rules: Readonly<Record<string, string>>,
) {
  return [
    {
      kind: 'dns#responsePolicy',
      id: '2',
      responsePolicyName: name,
      networks: networks.map((n) => ({ networkUrl: networkUrl(n) })),
    },
    ...Object.entries(rules).map(([ruleName, line]) => {
      const [dnsName, type, ...rrdatas] = line.split(' ')
      const local = { localData: { localDatas: [{ name: dnsName, type, rrdatas }] } }
      return {
        kind: 'dns#responsePolicyRule',
        ruleName,
        dnsName,
        ...(type === 'bypass' ? { behavior: 'bypassResponsePolicy' } : local),
      }
    }),
  ]
}
