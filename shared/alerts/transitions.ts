import type { Incident } from '../model/incident.ts'
import type { TargetResult } from '../model/report.ts'
import type { Transition } from '../model/transition.ts'
import type { Followed } from './follow.ts'
import type { Scene } from './open-incidents.ts'
import { type AlertState, own } from './state.ts'

/** Every target whose verdict is another than after the last sweep, with what became of it. */
export function transitionsOf(
  before: AlertState,
  followed: Followed,
  scene: Scene,
): readonly Transition[] {
  const { report, at } = scene.sweep
  return report.results.flatMap((result) => {
    const { target, verdict } = result
    const from = own(before.targets, target.id)?.verdict ?? null
    if (from === verdict) return []
    const change = {
      id: `${report.id}.${target.id}`,
      vantage: report.vantage.name,
      target: target.id,
      from,
      to: verdict,
      at,
      report: report.id,
    }
    return [{ ...change, reason: reasonOf(result, followed, scene) }]
  })
}

function reasonOf(result: TargetResult, { incidents, home }: Followed, scene: Scene): string {
  const { target, verdict, findings } = result
  const standing = scene.sweep.standings.get(target.id)
  const member = incidents.find((incident) => incident.targets.includes(target.id))
  if (standing?.kind === 'unknown') return `Not alerted: ${standing.why}`
  if (standing?.kind === 'good') return goodText(result, member, scene)
  const [root = null] = findings.filter((finding) => finding.severity === verdict)
  const found = root === null ? 'No finding' : `${root.code} of ${root.subject}`
  const id = home.get(target.id)
  return `${found}: ${id === undefined ? waitingText(result, member, scene) : `in incident ${id}`}`
}

function goodText(
  { target, verdict }: TargetResult,
  member: Incident | undefined,
  { state, policy }: Scene,
): string {
  const plain = verdict === 'pass' ? 'As expected' : `A ${verdict} opens no incident`
  if (member === undefined) return plain
  if (member.state === 'closed') return `${plain}: incident ${member.id} is closed`
  const good = own(state.targets, target.id)?.good ?? 0
  return `${plain}: leaves incident ${member.id} after ${policy.closeAfter} such sweeps in a row, this is number ${good}`
}

function waitingText(
  { target }: TargetResult,
  member: Incident | undefined,
  { state, policy }: Scene,
): string {
  const bad = own(state.targets, target.id)?.bad ?? 0
  if (member !== undefined) return `still in incident ${member.id}, as the cause may be passing`
  return `not alerted yet: an incident opens after ${policy.openAfter} such sweeps in a row (openAfter), this is number ${bad}`
}
