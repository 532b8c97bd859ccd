import { FAILURES, type FailureCode } from '../../failure/table.ts'
import type { HttpProxy } from '../../model/target.ts'
import { isSilentInWarmUp, tallyOf } from '../connections.ts'
import type { ProxyLeg } from '../legs.ts'
import { cite, hasFailed, SILENT, UNREACHABLE } from '../seen.ts'
import type { TargetView } from '../target-view.ts'
import { list, words } from '../text.ts'
import type { ProxyPart } from './part.ts'
import { partlyLostProxy } from './partly-lost.ts'

/** The proxy was not resolved, not connected to, or TLS to it failed; null when it could be spoken to. */
export function notReached(view: TargetView, way: ProxyLeg, proxy: string): ProxyPart | null {
  const at = { kind: 'unreachable', subject: proxy } as const
  const lookup = way.resolves.find((o) => o.engine === 'getaddrinfo')
  if (lookup?.failure && lookup.failure.code !== 'interrupted' && way.connects.length === 0) {
    const summary = `The name of the proxy ${proxy} does not resolve: ${words(lookup.failure)}`
    return { ...at, ...UNNAMED, summary, evidence: cite(...way.resolves) }
  }
  return notConnected(view, way, proxy) ?? notSecured(view.target.proxy, way, proxy)
}

const WHERE_SET =
  '`proxy` in the configuration, or HTTPS_PROXY, HTTP_PROXY and ALL_PROXY of the environment'

const UNNAMED = {
  cause:
    'The proxy is set to a name that does not exist here: a typing error, a proxy that is gone, or a name that only another DNS server knows',
  fix: `Correct or remove it where it is set (${WHERE_SET}), or let this network’s resolver know the name`,
}

function notConnected(view: TargetView, way: ProxyLeg, proxy: string): ProxyPart | null {
  // What kept the probe from trying is no fault of the proxy.
  const tried = way.connects.filter((o) => o.failure === null || !isOwn(o.failure.code))
  if (tried.length === 0 || tried.some((o) => o.failure === null)) return null
  const lasting = tried.filter((o) => !endedWithWarmUp(view, o))
  const lost = lasting.length === 0 ? tried : lasting
  const how = list(lost.map((o) => `${o.address} ${words(o.failure)}`))
  const evidence = cite(...lost)
  const partly = partlyLostProxy(view, lost)
  const { text = '', ...why } = partly ?? whyNotConnected(lost)
  const summary = `The proxy ${proxy} cannot be connected to: ${how}${text}`
  return { kind: 'unreachable', subject: proxy, summary, evidence, ...why }
}

/** Silence while the instance had no path yet, of an address that accepted others: no fault of it is left to tell. */
function endedWithWarmUp(view: TargetView, o: ProxyLeg['connects'][number]): boolean {
  const { opened } = tallyOf(view.sweep.connections, o.address, o.port)
  return isSilentInWarmUp(o, view.warmUp) && opened.length > 0
}

function isOwn(code: FailureCode): boolean {
  return code === 'interrupted' || FAILURES[code].fault === 'probe'
}

function whyNotConnected(
  tried: ProxyLeg['connects'],
): Pick<ProxyPart, 'cause' | 'fix'> & { readonly text?: string } {
  if (tried.every((o) => hasFailed(o, SILENT))) {
    return {
      cause:
        'A rule of the network, a firewall or a route drops the packets between here and the proxy; or the address of the proxy is wrong',
      fix: 'Let this source reach the proxy’s address and port, and check the route to it',
    }
  }
  if (tried.every((o) => hasFailed(o, UNREACHABLE))) {
    return {
      cause: 'There is no route from here to the proxy, or a device on the way rejects it',
      fix: 'Check the routes and peerings from here to the proxy’s network, then the address of the proxy',
    }
  }
  if (tried.every((o) => o.failure?.code === 'connection_refused')) {
    return {
      cause: 'Nothing listens there: the port is wrong, or the proxy is down',
      fix: `Compare the port with the proxy’s own configuration, and correct it where it is set (${WHERE_SET}); then start the proxy`,
    }
  }
  return {
    cause:
      'The proxy’s address or port is wrong, it is down, or a device on the way cuts the connection',
    fix: `Check the address and port (${WHERE_SET}), then the path from here to them, then the proxy itself`,
  }
}

function notSecured(used: HttpProxy | null, way: ProxyLeg, proxy: string): ProxyPart | null {
  const { handshake, tunnel } = way
  // To a proxy that is spoken to in clear a handshake is only a question after the fact.
  if (used?.scheme !== 'https' || !handshake?.failure || tunnel !== null) return null
  const { failure } = handshake
  if (failure.code === 'interrupted') return null
  const summary = `TLS to the proxy ${proxy} fails: ${words(failure)}`
  const evidence = cite(handshake)
  return { kind: 'unreachable', subject: proxy, summary, evidence, ...whyNotSecured(way, proxy) }
}

function whyNotSecured({ handshake }: ProxyLeg, proxy: string): Pick<ProxyPart, 'cause' | 'fix'> {
  const inClear = proxy.replace(/^https:/, 'http:')
  switch (handshake?.failure?.code) {
    case 'ssl_not_spoken':
      return {
        cause:
          'The proxy speaks plain HTTP at this port: the scheme of its URL says how to speak to the proxy, not to the targets',
        fix: `Write ${inClear} instead of ${proxy}`,
      }
    case 'ssl_unknown_authority':
    case 'ssl_invalid_certificate':
      return {
        cause: `The certificate of the proxy is not trusted here (${handshake.failure.raw})`,
        fix: 'Add the root that signs for the proxy to `ca`, or renew its certificate if that is expired',
      }
    case 'ssl_invalid_hostname':
      return {
        cause: 'The certificate of the proxy is for another name than the one in its URL',
        fix: 'Write the proxy by a name that its certificate has',
      }
    default:
      return {
        cause:
          'The port does not complete TLS: it speaks plain HTTP, or a device on the way cuts the handshake',
        fix: `If the proxy speaks plain HTTP at this port, write ${inClear} instead of ${proxy}; otherwise check its TLS settings`,
      }
  }
}
