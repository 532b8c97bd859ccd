import type { Route } from './route.ts'
import { check } from './routes/check.ts'
import { explain } from './routes/explain.ts'
import { health } from './routes/health.ts'
import { history } from './routes/history.ts'
import { ack, silenceIncident } from './routes/incident-acts.ts'
import { incidents } from './routes/incidents.ts'
import { metrics } from './routes/metrics.ts'
import { status } from './routes/status.ts'
import { sweep } from './routes/sweep.ts'
import { target } from './routes/target.ts'

/** The whole surface, but for its own description, which is made of this. */
export const ROUTES: readonly Route[] = [
  health,
  status,
  target,
  history,
  incidents,
  ack,
  silenceIncident,
  metrics,
  check,
  sweep,
  explain,
]
