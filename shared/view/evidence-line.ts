import { authorityOf } from '../address/authority.ts'
import type { Failure } from '../failure/failure.ts'
import type { ExchangeObservation } from '../model/exchange-observation.ts'
import type { GreetObservation } from '../model/greet-observation.ts'
import type {
  Anchor,
  HandshakeObservation,
  Observation,
  ProxyObservation,
  RequestObservation,
  ResolveObservation,
} from '../model/observation.ts'
import type { QueryObservation } from '../model/query-observation.ts'
import type { Facts } from '../report/facts.ts'
import { clip, plural } from './text.ts'

/** One observation as one line of evidence, in columns. */
export interface EvidenceLine {
  readonly step: string
  /** Whom the step dealt with: a resolver, an address, a proxy. */
  readonly to: string
  readonly result: string
  /** Duration, with its unit. */
  readonly ms: string
}

/** Columns of a response body that a line shows. */
const EXCERPT = 72

/** Puts one observation in words: what was seen, not what it means. Strings are shown as given: see visibleAll. */
export function evidenceLine(o: Observation, facts: Facts): EvidenceLine {
  const again = o.attempt > 1 ? ` (attempt ${o.attempt})` : ''
  const result = resultOf(o, facts) + again
  return { step: o.step, to: peerOf(o), result, ms: duration(o.t - o.t0) }
}

/** Tenths matter below 100 ms only. */
function duration(ms: number): string {
  return `${ms.toFixed(ms < 100 ? 1 : 0)} ms`
}

function peerOf(o: Observation): string {
  if (o.step === 'resolve')
    return o.engine === 'getaddrinfo' ? 'getaddrinfo' : `${o.server} ${o.type}`
  if (o.step === 'query') return `${o.server} ${o.type}`
  if (o.step === 'proxy') return o.proxy
  return `${o.peer === 'proxy' ? 'proxy ' : ''}${authorityOf({ host: o.address, port: o.port })}`
}

function resultOf(o: Observation, facts: Facts): string {
  switch (o.step) {
    case 'resolve':
      return resolved(o, facts)
    case 'query':
      return queried(o)
    case 'connect':
      return o.failure === null ? connected(o.local) : failed(o.failure)
    case 'handshake':
      return shaken(o, facts)
    case 'proxy':
      return tunnelled(o)
    case 'request':
      return answered(o)
    case 'greet':
      return greeted(o)
    case 'exchange':
      return exchanged(o)
    default:
      return o satisfies never
  }
}

function failed({ code, raw }: Failure): string {
  return raw === '' || raw === code ? code : `${code} (${raw})`
}

function connected(local: string | null): string {
  return local === null ? 'connected' : `connected from ${local}`
}

/** `name -> alias -> 10.0.1.4, 10.0.1.5`; a failure stands at the end of the chain it happened on. */
function resolved(o: ResolveObservation, facts: Facts): string {
  const answer = o.answer === null ? undefined : facts.dns[o.answer]
  const names = [o.name, ...(answer?.chain.map((alias) => alias.target) ?? [])]
  const end = o.failure === null ? foundIn(o, answer) : failed(o.failure)
  const zone = o.failure !== null && answer?.soa ? `, says zone ${answer.soa.zone || '.'}` : ''
  const hosts = o.hosts === null ? '' : `, hosts file: ${o.hosts.join(', ')}`
  return `${[...names, end].join(' -> ')}${zone}${hosts}`
}

/** `name -> alias -> 10 mail.example, 20 backup.example`. */
function queried(o: QueryObservation): string {
  const zone = o.zone === null ? '' : `, says zone ${o.zone}`
  const more = o.omitted === undefined ? [] : [`${o.omitted} more`]
  const found = [...o.records.map(({ data }) => clip(data, EXCERPT)), ...more].join(', ')
  return [o.name, ...o.aliases, o.failure === null ? found : failed(o.failure) + zone].join(' -> ')
}

function foundIn(o: ResolveObservation, answer: Facts['dns'][string] | undefined): string {
  if (o.type === 'SOA' && answer?.soa) {
    const { zone, mname } = answer.soa
    return `in the zone ${zone || '.'} (server ${mname})`
  }
  return o.addresses.join(', ') || 'no address'
}

const PHASE = {
  'before-hello': 'before anything was sent',
  sent: 'after the ClientHello, not one byte came back',
  answered: 'after the server had started to answer',
  done: null,
} as const satisfies Record<HandshakeObservation['phase'], string | null>

const TRUSTED_BY = {
  public: '',
  machine: ' by a root of this machine’s store',
  configuration: ' by a root of `ca`',
} as const satisfies Record<Anchor, string>

function trusted({ version, anchor = 'public' }: HandshakeObservation): string {
  return `${version ?? 'TLS'} trusted${TRUSTED_BY[anchor]}`
}

function shaken(o: HandshakeObservation, facts: Facts): string {
  const name = o.serverName === null ? 'no SNI' : `SNI ${o.serverName}`
  const leaf = facts.certificates[o.chain[0] ?? '']
  const parts = [
    o.failure === null ? trusted(o) : failed(o.failure),
    o.phase === 'done' ? null : PHASE[o.phase],
    openingText(o),
    o.helloBytes === undefined ? null : `${o.hello ?? 'full'} ClientHello of ${o.helloBytes} bytes`,
    o.failure === null ? null : name,
    leaf === undefined ? null : `${leaf.subject}, issued by ${leaf.issuer}`,
    leaf === undefined
      ? null
      : `valid ${leaf.notBefore.slice(0, 10)} to ${leaf.notAfter.slice(0, 10)}`,
    o.nameMatches === false && leaf !== undefined
      ? `for ${clip(leaf.names.join(', '), EXCERPT)}`
      : null,
    clientText(o, facts),
  ]
  return parts.filter((part) => part !== null).join('; ')
}

/** `STARTTLS in smtp: 220 mail.example ESMTP`. */
function openingText({ opening }: HandshakeObservation): string | null {
  if (opening === undefined) return null
  const { protocol, greeting, offered } = opening
  const lacks = offered === false ? ', not offered' : ''
  return `STARTTLS in ${protocol}${lacks}${greeting === null ? '' : `: ${clip(greeting, EXCERPT)}`}`
}

function clientText({ client }: HandshakeObservation, { certificates }: Facts): string | null {
  return client === undefined ? null : `client certificate ${certificates[client]?.subject ?? ''}`
}

function tunnelled(o: ProxyObservation): string {
  return `CONNECT ${o.authority} -> ${outcome(o.status, o.failure)}${excerpt(o.status, o.body)}`
}

function answered(o: RequestObservation): string {
  return `${o.method} ${o.url}${carried(o)} -> ${outcome(o.status, o.failure)}${excerpt(o.status, o.body)}`
}

/** ` with authorization, content-type and 12 bytes`: what the configuration had it carry. */
function carried({ sent }: RequestObservation): string {
  if (sent === undefined) return ''
  const { headers, bodyBytes } = sent
  const body = bodyBytes === 0 ? [] : [`a body of ${plural(bodyBytes, 'byte')}`]
  return ` with ${[...headers, ...body].join(', ')}`
}

/** `postgresql: asks for a password (SASL); TLSv1.3`; an error of the server in its own words. */
function greeted(o: GreetObservation): string {
  const { failure, error, asks, software, encryption } = o
  const parts = [
    failure === null ? null : failed(failure),
    error === null ? null : `error ${error.code} "${clip(error.message, EXCERPT)}"`,
    asks === null ? null : `asks for ${asks}`,
    software === null ? null : `version ${software}`,
    encryption === null ? null : `encryption ${encryption}`,
  ]
  return `${o.protocol}: ${parts.filter((part) => part !== null).join('; ') || 'answered'}`
}

/** `ntp: stratum 2, offset 3.1 ms`; else the bytes of the reply and how it starts. */
function exchanged(o: ExchangeObservation): string {
  const { ntp, replyBytes, protocol } = o
  if (o.failure !== null)
    return `${protocol}: ${plural(o.sentBytes, 'byte')} sent -> ${failed(o.failure)}`
  if (ntp === undefined)
    return `${protocol}: ${plural(o.sentBytes, 'byte')} sent -> ${plural(replyBytes ?? 0, 'byte')} "${clip(o.reply, EXCERPT)}"`
  const offset =
    ntp.offset === null ? 'no time' : `offset ${ntp.offset} ms, round trip ${ntp.delay} ms`
  return `${protocol}: stratum ${ntp.stratum} ${ntp.reference}, ${offset}${ntp.leap === 3 ? ', not synchronised' : ''}`
}

function outcome(status: number | null, failure: Failure | null): string {
  if (failure === null) return String(status)
  return status === null ? failed(failure) : `${status} ${failed(failure)}`
}

/** The first words of a refusal: they name who refused, more often than not. */
function excerpt(status: number | null, body: string): string {
  return status !== null && status >= 400 && body !== '' ? ` "${clip(body, EXCERPT)}"` : ''
}
