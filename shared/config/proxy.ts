import type { Environment } from '../document/environment.ts'
import type { Complaint } from '../document/problem.ts'
import { SCHEMES, type Scheme } from '../model/scheme.ts'
import type { HttpProxy } from '../model/target.ts'
import { exemptingEntry, splitNoProxy } from './no-proxy.ts'
import { isSocks, parseProxyUrl } from './proxy-url.ts'

export interface ProxySetting {
  /** `environment`, `none` or the URL of a proxy. */
  readonly proxy: string
  /** It was set on the very target: then it is an order, and no list of exceptions applies. */
  readonly ordered: boolean
  /** The configuration's own exceptions, in addition to NO_PROXY where the proxy is the environment's. */
  readonly noProxy: readonly string[]
  readonly env: Environment
}

export type ProxyChoice =
  /** `exempt` is the entry of NO_PROXY or noProxy that led past a proxy, or loopback. */
  | { readonly proxy: HttpProxy | null; readonly complaint: null; readonly exempt: string | null }
  /** The environment names a proxy that cannot be used; `variable` says where. */
  | { readonly proxy: null; readonly complaint: Complaint; readonly variable: string }

const DIRECT = { proxy: null, complaint: null, exempt: null } as const

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
  const exceptions = setting.ordered ? null : setting.noProxy.flatMap(splitNoProxy)
  return chosen(to, exceptions, setting.proxy, 'proxy')
}

function fromEnvironment(
  to: { readonly scheme: Scheme; readonly host: string; readonly port: number },
  { noProxy, env }: ProxySetting,
): ProxyChoice {
  if (SCHEMES[to.scheme].environmentProxy === null) return DIRECT
  const variable = proxyVariable(to.scheme, env)
  if (variable === null) return DIRECT
  const exceptions = splitNoProxy(env[noProxyVariable(env) ?? ''] ?? '')
  const value = (env[variable] ?? '').trim()
  // A proxy without a scheme is an http one, as in curl and Go.
  const url = value.includes('://') ? value : `http://${value}`
  return chosen(to, [...exceptions, ...noProxy.flatMap(splitNoProxy)], url, variable)
}

function chosen(
  to: { readonly host: string; readonly port: number },
  exceptions: readonly string[] | null,
  url: string,
  variable: string,
): ProxyChoice {
  const exempt = exceptions === null ? null : exemptingEntry(to, exceptions)
  if (exempt !== null) return { ...DIRECT, exempt }
  const { proxy, complaint } = parseProxyUrl(url)
  return complaint === null
    ? { proxy, complaint, exempt: null }
    : { proxy: null, complaint, variable }
}

/**
 * The variable that decides: upper case before lower case as in Go, ALL_PROXY last as in curl. One that names a SOCKS
 * proxy counts as not set.
 */
export function proxyVariable(scheme: Scheme, env: Environment): string | null {
  return namesSet(scheme, env).find((name) => !isSocks(env[name] ?? '')) ?? null
}

/** The variables that would decide before the one that does, were SOCKS supported. */
export function ignoredVariables(scheme: Scheme, env: Environment): readonly string[] {
  const names = namesSet(scheme, env)
  const used = names.findIndex((name) => !isSocks(env[name] ?? ''))
  return used === -1 ? names : names.slice(0, used)
}

/** Which of NO_PROXY and no_proxy counts; null when neither is set. */
export function noProxyVariable(env: Environment): string | null {
  return ['NO_PROXY', 'no_proxy'].find((name) => isSet(name, env)) ?? null
}

function namesSet(scheme: Scheme, env: Environment): readonly string[] {
  const own = SCHEMES[scheme].environmentProxy ?? scheme
  const names = [`${own.toUpperCase()}_PROXY`, `${own}_proxy`, 'ALL_PROXY', 'all_proxy']
  return names.filter((name) => isSet(name, env))
}

/** An empty variable counts as not set, as in Go and curl. */
function isSet(name: string, env: Environment): boolean {
  return (env[name] ?? '').trim() !== ''
}
