import type { ConfigContext } from '../../runtime/plan-file.ts'
import { senderOf } from '../../runtime/sender.ts'
import type { Config } from '../../shared/config/schema.ts'
import type { Environment } from '../../shared/document/environment.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Log } from '../../shared/ports/log.ts'
import { readConnectionString } from './connection-string.ts'
import { sendAvailability } from './send.ts'
import { telemetryTokens } from './token.ts'

/**
 * Sends availability results to the Application Insights of the app; to nowhere when it has none, or when its
 * connection string cannot be used, which the log says once.
 */
export function openTelemetry(
  {
    config,
    context,
    env,
  }: { readonly config: Config; readonly context: ConfigContext; readonly env: Environment },
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): (report: Report) => Promise<void> {
  const text = env['APPLICATIONINSIGHTS_CONNECTION_STRING']
  if (!text) return async () => {}
  const ingestion = readConnectionString(text)
  if (ingestion === null) {
    const message =
      'APPLICATIONINSIGHTS_CONNECTION_STRING has no InstrumentationKey or no usable IngestionEndpoint: no availability results are sent; take the string that the portal shows'
    log.write({ severity: 'warning', message })
    return async () => {}
  }
  const sender = senderOf(config, context)
  const tokens = telemetryTokens(env, clock)
  return async (report) => {
    await sendAvailability(report, { ingestion, sender, tokens, now: clock.now, log })
  }
}
