import type { HttpProxy, Path } from '../model/target.ts'

/** Where the Azure Arc proxy of a machine or cluster listens, which hands on to Arc gateway. */
const ARC_PROXY_PORT = 40343

/**
 * What kind of path a proxy makes. The Azure Arc proxy is Arc gateway’s end in the network: what goes to it is carried to
 * the service by the gateway, whose own rules and names decide. Source:
 * https://learn.microsoft.com/azure/azure-arc/servers/arc-gateway (azcmagent show: Using HTTPS Proxy)
 */
export function pathKindOf(proxy: HttpProxy | null): Path['kind'] {
  if (proxy === null) return 'direct'
  return proxy.scheme === 'http' && proxy.port === ARC_PROXY_PORT ? 'gateway' : 'proxy'
}
