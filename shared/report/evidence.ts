import { parseProxyUrl } from '../config/proxy-url.ts'
import type { Evidence, TargetEvidence } from '../model/evidence.ts'
import type { Report, TargetResult } from '../model/report.ts'
import { parseTargetUrl } from '../target/target-url.ts'

/**
 * The evidence that a report was judged by, so that a newer version can judge it again. A stored report refers to
 * others for what was as before: fetch that first (`wholeReport`). Throws a RangeError where that was not done,
 * and when a URL in it cannot be read: the report was not made by this program.
 */
export function evidenceOf(report: Report): Evidence {
  return {
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    warmUp: report.warmUp,
    systemResolvers: report.vantage.resolvers,
    targets: report.results.map(targetEvidence),
    dns: report.dns,
    certificates: report.certificates,
  }
}

function targetEvidence(result: TargetResult): TargetEvidence {
  const { target, path, ending, observations, evidenceIn } = result
  if (evidenceIn !== null && observations.length === 0) {
    throw new RangeError(
      `Cannot judge ${target.id} again: its evidence is in the report ${evidenceIn}, which was not fetched`,
    )
  }
  const { endpoint, complaint } = parseTargetUrl(target.url)
  if (complaint !== null) {
    throw new RangeError(`Cannot judge ${target.id} again: ${target.url} ${complaint.message}`)
  }
  const proxy = path.kind === 'direct' ? null : proxyOf(path.via ?? '')
  const { dependsOn, ...own } = target
  const needs = dependsOn === undefined ? {} : { dependsOn }
  return {
    target: { ...own, ...needs, ...endpoint, proxy, pathKind: path.kind, ca: [] },
    ending,
    observations,
  }
}

/** A report keeps no credentials, and judging needs none. */
function proxyOf(via: string) {
  const { proxy, complaint } = parseProxyUrl(via)
  if (complaint !== null) throw new RangeError(`Cannot read the proxy ${via}: ${complaint.message}`)
  return proxy
}
