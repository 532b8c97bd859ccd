import { authorityOf } from '../../../shared/address/authority.ts'
import { contains } from '../../../shared/address/cidr.ts'
import { classify } from '../../../shared/address/classify.ts'
import { isJoint } from '../../../shared/causes/root.ts'
import type { Cause, ScopePart } from '../../../shared/model/cause.ts'
import type { TargetEvidence } from '../../../shared/model/evidence.ts'
import type { ConnectObservation } from '../../../shared/model/observation.ts'
import type { JudgedSweep } from '../judged-sweep.ts'
import type { Law } from '../law.ts'

/**
 * What a cause says of all of its scope holds for all of it: nothing in the scope came through the very step that is
 * said to fail there, whatever target it belongs to, and no target of the cause passes.
 */
export const causeScope: Law = (sweep) =>
  sweep.causes.flatMap((cause) => {
    const refutedBy = sweep.evidence.targets.flatMap((of, at) => refutation(cause, of, at, sweep))
    return refutedBy.slice(0, 1).map((by) => {
      return { target: cause.id, sentence: cause.statement, refutedBy: by }
    })
  })

function refutation(
  cause: Cause,
  of: TargetEvidence,
  at: number,
  sweep: JudgedSweep,
): readonly string[] {
  const { id } = of.target
  if (cause.targets.includes(id)) {
    return sweep.judgements[at]?.verdict === 'pass' ? [`${id} passes`] : []
  }
  return isJoint(cause) && cameThrough(cause, of, sweep) ? [`${id} came through in its scope`] : []
}

function cameThrough(cause: Cause, of: TargetEvidence, sweep: JudgedSweep): boolean {
  const values = (dimension: ScopePart['dimension']) =>
    cause.scope.find((part) => part.dimension === dimension)?.values ?? null
  if (!isNamedIn(values, of, sweep)) return false
  switch (cause.code) {
    case 'proxy-denied':
    case 'proxy-cannot-reach-target':
      return passes(of, sweep) || of.observations.some((o) => o.step === 'proxy' && !o.failure)
    case 'dns-private-zone-not-used':
    case 'dns-no-private-endpoint':
      return wantsPrivate(of) && answers(of, sweep).some((kind) => kind === 'private')
    case 'dns-name-not-found':
    case 'dns-no-answer':
    case 'dns-server-failure':
    case 'dns-refused':
      return answers(of, sweep).some((kind) => kind === 'public')
    case 'tcp-dropped':
    case 'tcp-reset':
    case 'tcp-unreachable':
    case 'tcp-refused':
    case 'private-endpoint-not-answering':
      return dials(of, sweep).some((dial) => dial.o.failure === null && isWithin(values, dial))
    case 'tls-blocked-by-name':
    case 'http-denied-by-firewall': {
      const classes = values('address-class')
      const isAt = classes === null || dials(of, sweep).some(({ kind }) => classes.includes(kind))
      return isAt && passes(of, sweep)
    }
    default:
      // Without such a dimension it is a list of what fails, and says nothing of the rest.
      return OF_ALL.some((dimension) => values(dimension) !== null) && passes(of, sweep)
  }
}

const OF_ALL = ['server-name', 'suffix', 'resource', 'certificate', 'issuer'] as const

type Values = (dimension: ScopePart['dimension']) => readonly string[] | null

/** Whether a target lies in those dimensions of a scope that its name, path and certificate decide. */
function isNamedIn(values: Values, of: TargetEvidence, sweep: JudgedSweep): boolean {
  const { host } = of.target
  const fits: readonly [ScopePart['dimension'], (value: string) => boolean][] = [
    ['server-name', (value) => value === host],
    ['suffix', (value) => `.${host}`.endsWith(`.${value}`)],
    ['resource', (value) => host.includes(value)],
    ['proxy', (value) => value === pathOf(of)],
    ['path', (value) => value === pathOf(of)],
    ['certificate', (value) => leaves(of).includes(value)],
    [
      'issuer',
      (value) => leaves(of).some((leaf) => sweep.evidence.certificates[leaf]?.issuer === value),
    ],
  ]
  return fits.every(([dimension, fit]) => values(dimension)?.some(fit) ?? true)
}

function leaves({ observations }: TargetEvidence): readonly string[] {
  return observations.flatMap((o) => (o.step === 'handshake' ? o.chain.slice(0, 1) : []))
}

function isWithin(values: Values, { o, kind }: ReturnType<typeof dials>[number]): boolean {
  const family = o.address.includes(':') ? 'IPv6' : 'IPv4'
  return (
    (values('address-class')?.includes(kind) ?? true) &&
    (values('prefix')?.some((prefix) => contains(prefix, o.address)) ?? true) &&
    (values('address')?.includes(o.address) ?? true) &&
    (values('family')?.includes(family) ?? true) &&
    (values('port')?.includes(String(o.port)) ?? true)
  )
}

function pathOf({ target: { proxy } }: TargetEvidence): string {
  return proxy === null ? 'direct' : `${proxy.scheme}://${authorityOf(proxy)}`
}

function passes(of: TargetEvidence, { evidence, judgements }: JudgedSweep): boolean {
  return judgements[evidence.targets.indexOf(of)]?.verdict === 'pass'
}

function dials({ observations }: TargetEvidence, { book }: JudgedSweep) {
  return observations
    .filter((o): o is ConnectObservation => o.step === 'connect' && o.peer === 'target')
    .map((o) => ({ o, kind: classify(o.address, book).kind as string }))
}

function wantsPrivate({ target: { expect, proxy } }: TargetEvidence): boolean {
  return proxy === null && (expect.resolution === 'private' || expect.zone !== undefined)
}

/** The classes of what the application got for the name in the end. */
function answers({ observations }: TargetEvidence, { book }: JudgedSweep): readonly string[] {
  const lookup = observations.findLast((o) => o.step === 'resolve' && o.engine === 'getaddrinfo')
  const addresses = lookup?.step === 'resolve' ? lookup.addresses : []
  return addresses.map((address) => classify(address, book).kind)
}
