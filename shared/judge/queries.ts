import type { QueryObservation } from '../model/query-observation.ts'
import { isStep, lastAttempts, type Seen } from './seen.ts'

/** What one server said to the question for records. */
export interface Query {
  readonly seen: Seen<QueryObservation>
  readonly server: string
}

/** What came of the question, of each server that was asked for records; none for other targets. */
export function queriesOf(seen: readonly Seen[]): readonly Query[] {
  const asked = seen.filter((o) => isStep(o, 'query'))
  return lastAttempts(asked, (o) => o.server).map((o) => ({ seen: o, server: o.server }))
}
