import { beganAt, type Incident } from '../model/incident.ts'
import { checkedAtOf, type Report, type TargetResult } from '../model/report.ts'
import type { Peer } from './peer.ts'

/** What the last report says of a target that a text is about. */
export interface Reported {
  readonly target: string
  readonly url: string
  readonly vantage: string
  readonly at: string
  readonly verdict: TargetResult['verdict']
  /** The root: its code and sentence; null where it has no finding. */
  readonly finding: { readonly code: string; readonly summary: string } | null
  /** When the open incident that it is part of began; null where there is none. */
  readonly since: string | null
}

/** What was measured last, to compare a text with. */
export interface LastMeasured {
  readonly report: Report
  readonly incidents: readonly Incident[]
}

const MOST = 6
const ORDER: readonly TargetResult['verdict'][] = ['fail', 'inconclusive', 'warn', 'pass']

/** The targets of the last report whose host or address stands in a text, those that fail first. */
export function reportedOf(
  peers: readonly Pick<Peer, 'host'>[],
  { report, incidents }: LastMeasured,
): readonly Reported[] {
  const hosts = new Set(peers.map(({ host }) => host))
  const about = report.results.filter(
    ({ target, addresses }) =>
      hosts.has(hostOf(target.url)) || addresses.some((address) => hosts.has(address)),
  )
  const sorted = about.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
  return sorted.slice(0, MOST).map((result) => reported(result, report, incidents))
}

function reported(result: TargetResult, report: Report, incidents: readonly Incident[]): Reported {
  const { target, verdict, findings } = result
  const [root] = findings
  const open = incidents.find(
    ({ state, targets }) => state === 'open' && targets.includes(target.id),
  )
  return {
    target: target.id,
    url: target.url,
    vantage: report.vantage.name,
    at: checkedAtOf(result, report),
    verdict,
    finding: root === undefined ? null : { code: root.code, summary: root.summary },
    since: open === undefined ? null : beganAt(open),
  }
}

function hostOf(url: string): string {
  return (
    /^[a-z]+:\/\/(?:\[([^\]]*)\]|([^/:?#]*))/i.exec(url)?.slice(1).find(Boolean)?.toLowerCase() ??
    ''
  )
}
