import { isOfTheCheck, type Observation } from '../model/observation.ts'
import type { Report, TargetResult } from '../model/report.ts'
import type { Labels, Metrics } from './metrics-text.ts'

type Handshake = Extract<Observation, { step: 'handshake' }>
type Request = Extract<Observation, { step: 'request' }>

/**
 * What blackbox_exporter says of a probe, by its names: the same dashboards and rules work. What did not take place
 * has no series, where blackbox_exporter says 0; certificates are reported even if they are not trusted.
 */
export function probeMetrics(
  out: Metrics,
  labels: Labels,
  { verdict, timings, observations }: TargetResult,
  { certificates }: Pick<Report, 'certificates'>,
): void {
  const works = verdict === 'pass' || verdict === 'warn'
  out.add('probe_success', labels, works ? 1 : 0)
  out.add('probe_duration_seconds', labels, seconds(timings.total))
  out.add('probe_dns_lookup_time_seconds', labels, seconds(timings.dns))
  const shaken = observations
    .filter((o) => o.step === 'handshake')
    .filter((o) => o.peer === 'target' && isOfTheCheck(o))
  const request = observations.findLast((o) => o.step === 'request')
  tls(out, labels, shaken.findLast((o) => o.phase === 'done') ?? shaken.at(-1), certificates)
  http(out, labels, request, timings)
}

function tls(
  out: Metrics,
  labels: Labels,
  shaken: Handshake | undefined,
  certificates: Report['certificates'],
): void {
  if (shaken === undefined) return
  out.add('probe_ssl_earliest_cert_expiry', labels, firstEnd(shaken.chain, certificates))
  // A chain that is not trusted was not verified to its end; what is presented and not on the way is not counted.
  const verified = shaken.verification === null ? (shaken.path ?? []) : []
  const end = firstEnd(verified, certificates)
  out.add('probe_ssl_last_chain_expiry_timestamp_seconds', labels, end)
  if (shaken.version === null) return
  const version = shaken.version.replace(/^TLSv/, 'TLS ')
  out.add('probe_tls_version_info', { ...labels, version }, 1)
}

/** When the first of these certificates ends, in seconds since the epoch; null for none. */
function firstEnd(prints: readonly string[], certificates: Report['certificates']): number | null {
  const ends = prints.flatMap((print) => {
    const until = certificates[print]?.notAfter
    return until === undefined ? [] : [Date.parse(until) / 1000]
  })
  return ends.length === 0 ? null : Math.min(...ends)
}

function http(
  out: Metrics,
  labels: Labels,
  request: Request | undefined,
  { dns, connect, tls: secure, ttfb }: TargetResult['timings'],
): void {
  if (request === undefined) return
  out.add('probe_http_status_code', labels, request.status)
  const transfer = request.firstByte === null ? null : request.t - request.firstByte
  const phases = { resolve: dns, connect, tls: secure, processing: ttfb, transfer }
  for (const [phase, ms] of Object.entries(phases)) {
    out.add('probe_http_duration_seconds', { ...labels, phase }, seconds(ms))
  }
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1_000_000
}
