import { type AlertInput, type DerivedAlerts, deriveAlerts } from '../alerts/derive.ts'
import { keyOf } from '../alerts/heirs.ts'
import { logLines } from '../alerts/log-lines.ts'
import { onsetOf } from '../alerts/onset.ts'
import type { AlertPolicy } from '../alerts/policy.ts'
import { readState } from '../alerts/read-state.ts'
import { type AlertState, NO_STATE } from '../alerts/state.ts'
import { changedFor } from '../alerts/what-changed.ts'
import type { Changed } from '../model/incident.ts'
import type { Report } from '../model/report.ts'
import type { AlertsAt } from '../ports/alert-entries.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { SweepRef } from '../ports/store-entries.ts'
import { wholeReport } from '../report/whole.ts'
import { owedIncidents, peersOf } from './peers.ts'
import { unlessDamaged } from './unless-damaged.ts'

/** More open incidents of one vantage than this nobody reads; causes are grouped long before. */
const OPEN_READ = 10_000

/** Another writer (an acknowledgement, a second instance) can come first now and then, not always. */
const CONFLICTS = 10

export interface AlertingDeps {
  readonly vantage: string
  readonly store: ResultsStore
  readonly policy: AlertPolicy
  readonly clock: Clock
  readonly log: Log
}

/**
 * Derives alerts from every stored sweep that they have not seen, in order: those of a run that was killed before it
 * came to it, those from the spool, and the newest. Gives the point that they had seen before. A report that
 * arrives when a later one was seen moves nothing any more: it is in the history. Throws StoreError.
 */
export async function catchUp(deps: AlertingDeps): Promise<SweepRef | null> {
  const { vantage, store, log } = deps
  const before = await store.alertState(vantage)
  let conflicts = 0
  for (;;) {
    const outcome = await deriveNext(deps)
    if (outcome === 'done') return before?.through ?? null
    conflicts = outcome === 'conflict' ? conflicts + 1 : 0
    if (conflicts > CONFLICTS) {
      log.write({
        severity: 'warning',
        message: `Alerts of ${vantage} were not written: another writer came first ${CONFLICTS} times; the next sweep goes on`,
      })
      return before?.through ?? null
    }
  }
}

/** The version is read first: what is read after it and changes meanwhile makes the commit a conflict. */
async function deriveNext(deps: AlertingDeps): Promise<'done' | 'committed' | 'conflict'> {
  const { vantage, store, policy, clock, log } = deps
  const at = await store.alertState(vantage)
  const [next] = await store.sweepsAfter(vantage, at?.through ?? null, 1)
  if (next === undefined) {
    if (at !== null) tellOfFuture(deps, at)
    return 'done'
  }
  const through = { id: next.id, startedAt: next.startedAt }
  const report = await unlessDamaged(deps, () => store.get(next.id))
  const previous = knownState(deps, at)
  const open = await store.incidents({ vantage, state: 'open', limit: OPEN_READ })
  // Damaged; or gone since it was listed: it was old enough to be pruned, and has nothing to say any more.
  const derived =
    report === null
      ? nothing(previous)
      : await derivedWhole({ report, previous, open, policy, now: clock.date() }, deps)
  const expected = at?.version ?? null
  const outcome = await store.commitAlerts({ vantage, expected, through, ...derived })
  if (outcome === 'committed') for (const line of logLines(derived)) log.write(line)
  return outcome
}

/** How far two clocks may be apart, in ms: platforms keep theirs within seconds. */
const AHEAD = 60_000

/** A sweep that a clock dated ahead keeps all later ones out of the alerts until its time has come. */
function tellOfFuture({ vantage, clock, log }: AlertingDeps, { through }: AlertsAt): void {
  if (Date.parse(through.startedAt) - clock.date().getTime() <= AHEAD) return
  log.write({
    severity: 'error',
    message: `Alerts of ${vantage} stand still until ${through.startedAt}: the last sweep that they saw is dated so, and this clock is behind it. It was set back, or that of another instance is ahead; until then no incident opens or closes`,
    fields: { event: 'alerts-stand-still', vantage, until: through.startedAt },
  })
}

/** Null before the first sweep, and where what is stored is of another form: that is said. */
function knownState({ vantage, log }: AlertingDeps, at: AlertsAt | null): AlertState | null {
  const known = readState(at?.state)
  if (known === null && at !== null && at.state !== null) {
    log.write({
      severity: 'warning',
      message: `What the store remembers for the alerts of ${vantage} is damaged, or of another version: they are counted anew, and open incidents go on`,
    })
  }
  return known
}

/**
 * Derived; and once more when there is an incident: now with what changed between two stored reports as it came, and
 * with what the other vantages have, as one that shares a receiver tells it once for all of them.
 */
async function derivedWhole(input: AlertInput, deps: AlertingDeps): Promise<DerivedAlerts> {
  const { store } = deps
  const owed = await owedIncidents(input.previous, store)
  const derived = deriveAlerts(input)
  if (derived.incidents.length === 0 && owed.length === 0) return derived
  const peers = (await unlessDamaged(deps, () => peersOf(input.report.vantage.name, store))) ?? []
  const changes = await changesOf(input, derived, deps)
  return deriveAlerts({ ...input, owed, peers, changes })
}

/** By cause: what changed when the incidents came that open with this sweep. */
async function changesOf(
  input: AlertInput,
  derived: DerivedAlerts,
  deps: AlertingDeps,
): Promise<ReadonlyMap<string, Changed>> {
  const changes = new Map<string, Changed>()
  for (const incident of derived.incidents) {
    const onset = onsetOf(incident, derived.state, input.policy.openAfter)
    const { before, report: first } = onset ?? {}
    if (incident.openedAt !== input.report.finishedAt || before === undefined) continue
    if (first === undefined) continue
    const [was, is] = await Promise.all([wholeStored(deps, before), wholeStored(deps, first)])
    if (was === null || is === null) continue
    const changed = changedFor(incident, was, is)
    if (changed !== null) changes.set(keyOf(incident), changed)
  }
  return changes
}

async function wholeStored(deps: AlertingDeps, id: string): Promise<Report | null> {
  const { store } = deps
  return await unlessDamaged(deps, async () => {
    const report = await store.get(id)
    return report === null ? null : await wholeReport(store, report)
  })
}

function nothing(previous: AlertState | null): DerivedAlerts {
  return { state: previous ?? NO_STATE, incidents: [], transitions: [], notifications: [] }
}
