import type { Report } from '../../shared/model/report.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { Sender } from '../../shared/ports/sender.ts'
import type { TokenSource } from '../../shared/ports/token-source.ts'
import { availabilityOf, type Envelope } from './availability.ts'
import type { Ingestion } from './connection-string.ts'

/** Items of one request: some 250 bytes to 2 kB each; the API takes several megabytes. */
const BATCH = 250

/** For all requests of one sweep together, in ms. */
const DEADLINE = 15_000

export interface TelemetryDeps {
  readonly ingestion: Ingestion
  readonly sender: Sender
  /** Null where the resource takes telemetry without a token. */
  readonly tokens: TokenSource | null
  readonly now: () => number
  readonly log: Log
}

/**
 * Sends the availability results of a sweep. Never throws and ends in time: what cannot be sent is dropped with a line
 * in the log, as the store has the report.
 */
export async function sendAvailability(report: Report, deps: TelemetryDeps): Promise<void> {
  const { ingestion, now, log } = deps
  const end = now() + DEADLINE
  const items = availabilityOf(report, ingestion.instrumentationKey)
  for (let at = 0; at < items.length; at += BATCH) {
    const failure = await sendBatch(items.slice(at, at + BATCH), deps, Math.ceil(end - now()))
    if (failure === null) continue
    log.write({
      severity: 'warning',
      message: `${items.length - at} availability results of report ${report.id} were not taken by ${new URL(ingestion.url).host}: ${failure}`,
      fields: { report: report.id },
    })
    return
  }
}

/** Null when all were taken, or why not. */
async function sendBatch(
  batch: readonly Envelope[],
  { ingestion, sender, tokens }: TelemetryDeps,
  ms: number,
): Promise<string | null> {
  if (ms <= 0) return `they took longer than ${DEADLINE / 1000} s`
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (tokens !== null) {
    const { token, failure } = await tokens({ azure: ingestion.scope })
    if (failure !== null) return `no token for ${ingestion.scope}: ${failure}`
    headers['authorization'] = `Bearer ${token}`
  }
  const request = { url: ingestion.url, method: 'POST', headers, body: JSON.stringify(batch) }
  const answer = await sender.send(request, ms)
  if (answer.failure !== null) return answer.failure
  // 206: some items of the batch are wrong; they would be wrong again.
  return answer.status === 200 ? null : `status ${answer.status} ${answer.body.slice(0, 300)}`
}
