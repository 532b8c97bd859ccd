import type { Complaint } from '../document/problem.ts'
import { SCHEMES, type Scheme } from '../model/scheme.ts'
import type { HttpProxy } from '../model/target.ts'
import { bypassesProxy, splitNoProxy } from './no-proxy.ts'
import { parseProxyUrl } from './proxy-url.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface ProxySetting {
  /** `environment`, `none` or the URL of a proxy. */
  readonly proxy: string
  /** It was set on the very target: then it is an order, and no list of exceptions applies. */
  readonly ordered: boolean
  /** The configuration's own exceptions, beside NO_PROXY where the proxy is the environment's. */
  readonly noProxy: readonly string[]
  readonly env: Environment
}

export type ProxyChoice =
  | { readonly proxy: HttpProxy | null; readonly complaint: null }
  /** The environment names a proxy that cannot be used; `variable` says where. */
  | { readonly proxy: null; readonly complaint: Complaint; readonly variable: string }

const DIRECT: ProxyChoice = { proxy: null, complaint: null }

/**
 * The proxy that leads to a target, or null for a direct path. A `dns` target has no path. `environment` is
 * for what HTTP clients do, so tls and tcp targets go directly unless the file names a proxy.
 */
export function proxyFor(
  to: { readonly scheme: Scheme; readonly host: string; readonly port: number },
  setting: ProxySetting,
): ProxyChoice {
  if (SCHEMES[to.scheme].proxying === null || setting.proxy === 'none') return DIRECT
  if (setting.proxy === 'environment') return fromEnvironment(to, setting)
  if (!setting.ordered && bypassesProxy(to, setting.noProxy.flatMap(splitNoProxy))) return DIRECT
  const { proxy, complaint } = parseProxyUrl(setting.proxy)
  return complaint === null ? { proxy, complaint } : { proxy: null, complaint, variable: 'proxy' }
}

function fromEnvironment(
  to: { readonly scheme: Scheme; readonly host: string; readonly port: number },
  { noProxy, env }: ProxySetting,
): ProxyChoice {
  if (!SCHEMES[to.scheme].environmentProxy) return DIRECT
  const variable = proxyVariable(to.scheme, env)
  if (variable === null) return DIRECT
  const exceptions = splitNoProxy(firstValue(['NO_PROXY', 'no_proxy'], env) ?? '')
  if (bypassesProxy(to, [...exceptions, ...noProxy.flatMap(splitNoProxy)])) return DIRECT
  const value = (env[variable] ?? '').trim()
  // A proxy without a scheme is an http one, as in curl and Go.
  const { proxy, complaint } = parseProxyUrl(value.includes('://') ? value : `http://${value}`)
  return complaint === null ? { proxy, complaint } : { proxy: null, complaint, variable }
}

/** The variable that decides: upper case before lower case as in Go, ALL_PROXY last as in curl. */
function proxyVariable(scheme: Scheme, env: Environment): string | null {
  const names = [`${scheme.toUpperCase()}_PROXY`, `${scheme}_proxy`, 'ALL_PROXY', 'all_proxy']
  return names.find((name) => isSet(name, env)) ?? null
}

function firstValue(names: readonly string[], env: Environment): string | undefined {
  return env[names.find((name) => isSet(name, env)) ?? '']
}

/** An empty variable counts as not set, as in Go and curl. */
function isSet(name: string, env: Environment): boolean {
  return (env[name] ?? '').trim() !== ''
}
