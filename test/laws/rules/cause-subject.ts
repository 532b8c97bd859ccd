import { authorityOf } from '../../../shared/address/authority.ts'
import { contains } from '../../../shared/address/cidr.ts'
import { classify } from '../../../shared/address/classify.ts'
import type { Cause, ScopePart } from '../../../shared/model/cause.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import { allSeen, type JudgedSweep } from '../judged-sweep.ts'
import type { Law } from '../law.ts'

/** What a cause is about is in the evidence of its targets, it counts them right, and what it contrasts with is none. */
export const causeSubject: Law = (sweep) =>
  sweep.causes.flatMap((cause) => {
    const refutedBy = [...unseen(cause, sweep), ...miscounted(cause)]
    return refutedBy.slice(0, 1).map((by) => {
      return { target: cause.id, sentence: cause.statement, refutedBy: by }
    })
  })

function miscounted({ contrast, targets }: Cause): readonly string[] {
  const own = contrast.examples.filter((id) => targets.includes(id))
  return [
    ...(contrast.failing === targets.length ? [] : [`${targets.length} targets have it`]),
    ...own.map((id) => `${id} is one of its own targets`),
    ...(contrast.examples.length <= contrast.passing ? [] : ['more examples than it counts']),
  ]
}

function unseen(cause: Cause, sweep: JudgedSweep): readonly string[] {
  const members = allSeen(sweep).filter(({ target }) => cause.targets.includes(target.id))
  const subjects = sweep.evidence.targets.flatMap(({ target }, at) =>
    cause.targets.includes(target.id)
      ? (sweep.judgements[at]?.findings ?? []).map(({ subject }) => subject)
      : [],
  )
  const hosts = sweep.evidence.targets.flatMap(({ target }) =>
    cause.targets.includes(target.id) ? [target.host] : [],
  )
  const paths = sweep.evidence.targets.map(({ target: { proxy } }) =>
    proxy === null ? 'direct' : `${proxy.scheme}://${authorityOf(proxy)}`,
  )
  const isSeen = ({ dimension }: ScopePart, value: string): boolean => {
    switch (dimension) {
      case 'subject':
      case 'zone':
        return subjects.includes(value)
      case 'server-name':
        return hosts.includes(value)
      case 'suffix':
        return hosts.every((host) => `.${host}`.endsWith(`.${value}`))
      case 'resource':
        return hosts.every((host) => host.includes(value))
      case 'certificate':
      case 'issuer':
        return members.some(({ o }) => showsCertificate(o, value, sweep))
      case 'proxy':
      case 'path':
        return paths.includes(value)
      case 'resolver':
        return members.some(({ o }) => serverOf(o)?.replace(/:53$/, '') === value)
      default:
        return members.some(({ o }) => o.step === 'connect' && lies(o, dimension, value, sweep))
    }
  }
  return cause.scope.flatMap((part) =>
    part.values
      .filter((value) => !isSeen(part, value) && !isClassOfProxied(part, paths))
      .map((value) => `${part.dimension} ${value} is not in the evidence of its targets`),
  )
}

/** What goes through a proxy is taken for public: nothing here dials it. */
function isClassOfProxied({ dimension }: ScopePart, paths: readonly string[]): boolean {
  return dimension === 'address-class' && paths.some((path) => path !== 'direct')
}

function showsCertificate(o: Observation, value: string, { evidence }: JudgedSweep): boolean {
  if (o.step !== 'handshake') return false
  const issuers = o.chain.map((print) => evidence.certificates[print]?.issuer)
  return o.chain.includes(value) || issuers.includes(value)
}

function serverOf(o: Observation): string | null {
  return o.step === 'resolve' || o.step === 'query' ? o.server : null
}

function lies(
  { address, port }: Extract<Observation, { step: 'connect' }>,
  dimension: ScopePart['dimension'],
  value: string,
  { book }: JudgedSweep,
): boolean {
  if (dimension === 'family') return value === (address.includes(':') ? 'IPv6' : 'IPv4')
  if (dimension === 'port') return String(port) === value
  if (dimension === 'prefix') return contains(value, address)
  return dimension === 'address' ? address === value : classify(address, book).kind === value
}
