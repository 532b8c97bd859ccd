import { proxyFor } from '../config/proxy.ts'
import type { Config } from '../config/schema.ts'
import type { Environment } from '../document/environment.ts'
import { SCHEMES } from '../model/scheme.ts'
import type { HttpProxy } from '../model/target.ts'
import { parseHost } from '../target/host.ts'

/**
 * The proxy of the configuration on the way to a receiver, as for a target without a proxy of its own: the one at
 * the top, or the environment's, with their exceptions. A proxy in the environment that cannot be used counts as none.
 */
export function senderProxy(
  config: Pick<Config, 'proxy' | 'noProxy'>,
  env: Environment,
): (url: URL) => HttpProxy | null {
  const setting = { proxy: config.proxy, ordered: false, noProxy: config.noProxy, env }
  return (url) => {
    const scheme = url.protocol === 'http:' ? 'http' : 'https'
    const port = url.port === '' ? SCHEMES[scheme].port : Number(url.port)
    const { host } = parseHost(url.hostname)
    return proxyFor({ scheme, host: host ?? url.hostname, port }, setting).proxy
  }
}
