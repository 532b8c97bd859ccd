import type { AddressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import type { BaselineFile } from '../config/baseline-file.ts'
import { authorityOfIssuer } from '../judge/certificates.ts'
import { type Report, type TargetResult, type Timings, wasChecked } from '../model/report.ts'
import type { Pinned } from '../model/target.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { privateSideOf } from '../zone/private-names.ts'

/** What fewer reports agree on may be chance. */
export const FEWEST = 3

/** A step may take so many times the longest that it took, and at least so many ms more, before that is drift. */
const TIMES = 3
const MORE = 100

export interface Learning {
  readonly book: AddressBook
  /** Pin public addresses, too. Those of load balancers and of many services change without anybody's doing. */
  readonly withPublic: boolean
}

export interface Learned {
  readonly file: BaselineFile
  /** Ids of targets of the newest report that pass in too few of the reports. */
  readonly unknown: readonly string[]
}

/**
 * What reports of one vantage agree on, the newest first, each with its evidence in full (wholeReport). Of each target
 * those count in which it works; what differs between two of them is left open. Throws RangeError for no report.
 */
export function learnBaseline(reports: readonly Report[], learning: Learning): Learned {
  const [newest] = reports
  const oldest = reports.at(-1)
  if (newest === undefined || oldest === undefined) throw new RangeError('There is no report')
  const targets: Record<string, Pinned> = {}
  const unknown: string[] = []
  for (const { target } of newest.results) {
    if (target.discoveredBy !== null || target.redirectedFrom !== undefined) continue
    if (target.expect.reachability === 'blocked') continue
    const good = reports.flatMap((report) => goodOf(target.id, report))
    if (good.length < FEWEST) unknown.push(target.id)
    else targets[target.id] = agreed(good, learning)
  }
  const { vantage, startedAt: to } = newest
  const file = { baseline: 1, vantage: vantage.name, from: oldest.startedAt, to, targets } as const
  return { file, unknown }
}

interface Good {
  readonly result: TargetResult
  readonly report: Report
}

/** Where all is well. Of what drifted from an older baseline the newer state is to be learnt. */
function goodOf(id: string, report: Report): readonly Good[] {
  const result = report.results.find(({ target }) => target.id === id)
  if (result === undefined || !wasChecked(result)) return []
  const isWell = result.findings.every(
    ({ code, severity }) => severity === 'info' || code === 'baseline-drift',
  )
  return isWell && result.ending === 'done' ? [{ result, report }] : []
}

function agreed(good: readonly Good[], learning: Learning): Pinned {
  const via = onlyOne(good.map(({ result }) => result.path.via ?? ''))
  // What was reached now this way and now that has nothing in common but its certificate.
  if (via === null) return { ...issuerOf(good) }
  return {
    ...(via !== '' && { via }),
    ...(via === '' && namesOf(good, learning)),
    ...issuerOf(good),
    ...latencyOf(good),
  }
}

function namesOf(good: readonly Good[], { book, withPublic }: Learning): Partial<Pinned> {
  const [first] = good
  if (first === undefined || first.result.target.address !== null) return {}
  const { endpoint } = parseTargetUrl(first.result.target.url)
  if (endpoint === null || parseIp(endpoint.host) !== null) return {}
  const addresses = first.result.addresses.toSorted()
  const isStable = good.every(
    ({ result }) => result.addresses.toSorted().join() === addresses.join(),
  )
  if (!isStable || addresses.length === 0) return {}
  const isPrivate = addresses.every((address) => classify(address, book).isPrivate)
  const zone = isPrivate ? onlyOne(good.flatMap((one) => zonesOf(one, endpoint.host))) : null
  return {
    ...((isPrivate || withPublic) && { addresses }),
    ...(zone !== null && zone !== '' && { zone }),
  }
}

/** The private zones that the aliases of a target led into; an empty text where they led into none. */
function zonesOf({ result, report }: Good, host: string): readonly string[] {
  const chains = result.observations.flatMap((o) => {
    const isAnswer = o.step === 'resolve' && o.name === host && o.type === 'A'
    return isAnswer && o.answer !== null ? [report.dns[o.answer]?.chain ?? []] : []
  })
  return chains.map(
    (chain) => chain.map(({ target }) => privateSideOf(target)).find((zone) => zone !== null) ?? '',
  )
}

function issuerOf(good: readonly Good[]): Partial<Pinned> {
  const issuers = good.flatMap(({ result, report }) =>
    result.observations.flatMap((o) => {
      if (o.step !== 'handshake' || o.peer !== 'target' || o.failure !== null) return []
      const leaf = report.certificates[o.chain[0] ?? '']
      return leaf === undefined ? [] : [authorityOfIssuer(leaf.issuer)]
    }),
  )
  const issuer = onlyOne(issuers)
  return issuer === null ? {} : { issuer }
}

function latencyOf(good: readonly Good[]): Partial<Pinned> {
  const margin = (what: keyof Timings) => {
    const all = good.flatMap(({ result }) => result.timings[what] ?? [])
    if (all.length < good.length) return null
    const most = Math.max(...all)
    return Math.ceil(Math.max(most * TIMES, most + MORE) / 10) * 10
  }
  const [dns, connect, total] = [margin('dns'), margin('connect'), margin('total')]
  const latency = {
    ...(dns !== null && { dns }),
    ...(connect !== null && { connect }),
    ...(total !== null && { total }),
  }
  return Object.keys(latency).length === 0 ? {} : { latency }
}

/** The one value that all are; null: there is none, or there are several. */
function onlyOne(values: readonly string[]): string | null {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}
