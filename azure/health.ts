import { RefusedConfigError } from '../runtime/refused-config.ts'
import { refusingApp } from '../runtime/refusing-app.ts'
import type { Log } from '../shared/ports/log.ts'
import { healthy } from '../shared/web/healthy.ts'
import { secured } from '../shared/web/secure.ts'
import type { AppPlan } from './plan.ts'

/** The answer of health, which says no detail: anybody may ask. The whole app gives the same, at a higher price. */
export async function healthAnswered(
  request: Request,
  planning: AppPlan | RefusedConfigError,
  log: Log,
): Promise<Response> {
  if (planning instanceof RefusedConfigError) return await refusingApp(planning, log).fetch(request)
  return secured(healthy(planning.planned.disabled.length > 0 ? 'degraded' : 'ok'))
}
