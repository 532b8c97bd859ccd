import { omitted, whyLines } from './comment.ts'
import { isVip } from './google-vips.ts'
import { type Need, portsOf } from './need.ts'
import { transportOf } from './protocol.ts'
import { isLocal, type Rendered, type Surroundings, WHY } from './rendered.ts'
import { comments } from './shell.ts'
import { covered } from './wildcard.ts'

/** Ports that squid’s own default lets be tunnelled to, and asked for by plain HTTP (SSL_ports, Safe_ports). */
const TUNNELLED = [443]
const SAFE = [21, 70, 80, 210, 280, 443, 488, 591, 777]
const FIRST_UNREGISTERED = 1025

const DIRECT = 'Reached without the proxy, which is never asked'
const OWN =
  'Of the machine or the platform itself: a proxy would ask its own, and give away its tokens. Name it in NO_PROXY'
const NO_TCP = 'By UDP, which no proxy carries'

const BY_CONNECT =
  'Clients ask for http without a tunnel. Perimeter tunnels, which SSL_ports of squid’s default forbids at this port.'

/** One way through squid: hosts of one kind at one port. */
interface Group {
  readonly acl: string
  readonly action: 'allow' | 'deny'
  readonly connect: boolean
  readonly ports: string
  readonly needs: readonly Need[]
}

/**
 * ACLs and rules for squid. Where the configuration has a proxy, only what goes through it; where it has none, all
 * that is public, for a proxy that is to come. Denials stand before what they make an exception of.
 */
export function squidRules(needs: readonly Need[], { clients, proxied }: Surroundings): Rendered {
  const wanted = needs.filter((need) => need.wants.reach)
  const left = wanted.flatMap((need) => omittedIf(need, whyNot(need, proxied)))
  const groups = groupsOf(
    withApex(covered(wanted.filter((need) => whyNot(need, proxied) === null).map(asCarried))),
  )
  if (groups.length === 0) return { lines: [], left }
  const head = [
    ...comments([
      'Include this before the http_access rules that deny the rest, and after those that guard ports.',
      ...(proxied ? [] : ['Nothing of the configuration has a proxy: this is for one to come.']),
      'The clients: narrow this to the subnets that need it.',
    ]),
    `acl perimeter_clients src ${clients.join(' ')}`,
    'acl perimeter_connect method CONNECT',
  ]
  return { lines: [...head, ...groups.flatMap(groupLines)], left }
}

function whyNot(need: Need, proxied: boolean): string | null {
  const { protocol, via, leads, action, host } = need
  if (transportOf(need) !== 'tcp') return NO_TCP
  if (protocol === 'none') return WHY.resolves
  if (isLocal(host) && action === 'allow') return OWN
  if (need.isDirect) return DIRECT
  if (proxied) return via === null ? DIRECT : null
  if (isVip(leads)) return WHY.vip
  return leads === 'public' || action === 'deny' ? null : WHY.privateName
}

function omittedIf(need: Need, why: string | null) {
  return why === null ? [] : [omitted(need, why)]
}

/** All that is tunnelled is one to squid, which refuses a name twice in one ACL and one below another. */
function asCarried(need: Need): Need {
  return need.protocol === 'http' ? need : { ...need, protocol: 'tcp' }
}

/** In squid `.example.net` stands for example.net itself, too, and both in one ACL are an error. */
function withApex(needs: readonly Need[]): readonly Need[] {
  const wild = needs.filter((need) => need.kind === 'wildcard')
  const same = (a: Need, b: Need) =>
    a.host === `*.${b.host}` && portsOf(a) === portsOf(b) && a.protocol === b.protocol
  return needs.filter((need) => !wild.some((w) => same(w, need)))
}

/** TLS and TCP pass by CONNECT; plain HTTP is asked of the proxy itself. */
function groupsOf(needs: readonly Need[]): readonly Group[] {
  const keyed = needs.map((need) => {
    const connect = need.protocol !== 'http'
    const kind = need.kind === 'wildcard' && !need.host.startsWith('*.') ? 'pattern' : need.kind
    const by = kind === 'wildcard' ? 'name' : kind
    return {
      need,
      connect,
      by,
      acl: `perimeter_${need.action}_${by}_${connect ? '' : 'http_'}${portsOf(need).replace('-', '_')}`,
    }
  })
  const names = [...new Set(keyed.map(({ acl }) => acl))]
  const order = (acl: string) => `${acl.includes('_deny_') ? 0 : 1}${acl}`
  return names
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .flatMap((acl) => {
      const mine = keyed.filter((k) => k.acl === acl)
      const [first] = mine
      if (first === undefined) return []
      const { connect, need } = first
      return [
        { acl, action: need.action, connect, ports: portsOf(need), needs: mine.map((k) => k.need) },
      ]
    })
}

function groupLines({ acl, action, connect, ports, needs }: Group): readonly string[] {
  const method = connect ? 'perimeter_connect ' : ''
  return [
    '',
    ...(action === 'allow' ? guardedPorts(ports, connect) : []),
    ...(action === 'allow' && !connect ? comments([BY_CONNECT]) : []),
    ...[...Map.groupBy(needs, condition)].flatMap(([what, same]) => [
      ...comments(whyLines(same)),
      `acl ${acl} ${what}`,
    ]),
    `acl ${acl}_port port ${ports}`,
    `http_access ${action} perimeter_clients ${method}${acl} ${acl}_port`,
  ]
}

/** Squid’s default refuses other ports before it looks further; more values of an ACL join those that it has. */
function guardedPorts(ports: string, connect: boolean): readonly string[] {
  const first = Number(ports.replace(/-.*/, ''))
  return [
    ...(connect && !TUNNELLED.includes(first) ? [`acl SSL_ports port ${ports}`] : []),
    ...(SAFE.includes(first) || first >= FIRST_UNREGISTERED
      ? []
      : [`acl Safe_ports port ${ports}`]),
  ]
}

/**
 * `-n`: what the client gives is not looked up, neither the name of an address, whose owner could answer any name,
 * nor the address of a name. A denied address is denied under every name.
 */
function condition({ kind, host, action }: Need): string {
  if (kind === 'address') return action === 'deny' ? `dst ${host}` : `dst -n ${host}`
  if (kind === 'name') return `dstdomain -n ${host}`
  if (host.startsWith('*.')) return `dstdomain -n ${host.slice(1)}`
  return `dstdom_regex -n -i ^${host.replaceAll('.', '\\.').replaceAll('*', '[^.]*')}$`
}
