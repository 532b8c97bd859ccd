import type { Verdict } from '../../shared/model/finding.ts'
import { type Report, wasChecked } from '../../shared/model/report.ts'
import { visible } from '../../shared/view/visible.ts'

/** One telemetry item, as the ingestion API takes it. */
export interface Envelope {
  readonly name: 'Microsoft.ApplicationInsights.Availability'
  readonly time: string
  readonly iKey: string
  readonly tags: Readonly<Record<string, string>>
  readonly data: {
    readonly baseType: 'AvailabilityData'
    readonly baseData: AvailabilityData
  }
}

interface AvailabilityData {
  readonly ver: 2
  readonly id: string
  readonly name: string
  /** [d.]hh:mm:ss.fff */
  readonly duration: string
  readonly success: boolean
  readonly runLocation: string
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

/** Characters that the schema of availability data allows. */
const NAME = 1024
const MESSAGE = 8192

interface Item {
  readonly key: string
  readonly name: string
  readonly verdict: Verdict
  readonly ms: number
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

/**
 * A report as availability results: one a target, by its id, and one a capability, as `capability: ID`; the location
 * is the vantage. What is inconclusive says nothing of a target and is omitted: it is no failure, and no success. So is
 * what was not due: no test took place.
 */
export function availabilityOf(report: Report, instrumentationKey: string): readonly Envelope[] {
  const targets = report.results.filter(wasChecked).map(
    ({ target, verdict, timings, findings }): Item => ({
      key: target.id,
      name: target.id,
      verdict,
      ms: timings.total ?? 0,
      message: findings.map(({ code, summary }) => `${code}: ${summary}`).join('\n'),
      properties: { url: target.url, code: findings[0]?.code ?? '', target: target.name },
    }),
  )
  const took = Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  const capabilities = report.capabilities.map(
    ({ id, name, verdict, symptom, blockedBy }): Item => ({
      key: `capability:${id}`,
      name: `capability: ${id}`,
      verdict,
      ms: took,
      message: verdict === 'pass' ? '' : symptom,
      properties: { capability: name, blockedBy: blockedBy.join(', ') },
    }),
  )
  return [...targets, ...capabilities]
    .filter(({ verdict }) => verdict !== 'inconclusive')
    .map((item) => envelope(item, report, instrumentationKey))
}

function envelope(item: Item, report: Report, iKey: string): Envelope {
  const { name: place, app } = report.vantage
  const properties = { ...item.properties, verdict: item.verdict, report: report.id }
  return {
    name: 'Microsoft.ApplicationInsights.Availability',
    time: report.startedAt,
    iKey,
    tags: { 'ai.cloud.role': app ?? place, 'ai.location.ip': '0.0.0.0' },
    data: {
      baseType: 'AvailabilityData',
      baseData: {
        ver: 2,
        id: `${report.id}/${item.key}`.slice(0, 512),
        name: shown(item.name, NAME),
        duration: duration(item.ms),
        success: item.verdict !== 'fail',
        runLocation: shown(place, NAME),
        message: shown(item.message, MESSAGE),
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [key, shown(value, MESSAGE)]),
        ),
      },
    },
  }
}

/** Names and summaries quote what servers sent. */
function shown(text: string, longest: number): string {
  return visible(text).slice(0, longest)
}

/** Milliseconds as a .NET time span. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.round(ms))
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const days = Math.floor(whole / 86_400_000)
  const time = `${two((whole / 3_600_000) % 24)}:${two((whole / 60_000) % 60)}:${two((whole / 1000) % 60)}.${String(whole % 1000).padStart(3, '0')}`
  return days === 0 ? time : `${days}.${time}`
}
