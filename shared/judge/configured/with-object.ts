import { type NetworkAt, objectText } from '../../cloud-network/at.ts'
import type { Finding } from '../../model/finding.ts'
import type { FindingCode } from '../../model/finding-codes.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'
import { capital } from '../text.ts'
import { devicesNotHeld, disagreementOf } from './disagreement.ts'
import { disagreementWords } from './disagreement-words.ts'
import type { Explained } from './explained.ts'
import { EXPLANATIONS, KEEPS_FIX } from './explanations.ts'
import { fixOf } from './fix.ts'

/**
 * A finding with the object of the configuration that decides, its cause and the command that changes it, where the
 * configuration and the evidence agree; the finding as it is where they do not, or the configuration does not say. The
 * verdict stays that of the evidence.
 */
export function withObject(finding: Finding, view: TargetView): Finding {
  const { network } = view
  if (network === null || finding.severity === 'info') return finding
  const found = firstOf(finding, view, network)
  if (found === null) return withoutRefuted(finding, view, network)
  if (view.refuted.has(objectKey(found.object))) return finding
  const { object, says, flow, addresses } = found
  const wants = finding.code === 'reachable-but-must-be-blocked' ? 'blocked' : 'open'
  const fix = KEEPS_FIX.has(finding.code)
    ? finding.fix
    : fixOf(object, { view, network, flow, addresses, wants })
  return {
    ...finding,
    cause: `${capital(says)}${lineOf(object)}${readAt(network)}`,
    fix: fix ?? `Change ${objectText(object)}. ${finding.fix}`,
    object,
  }
}

/** Of silence: what may be at fault are rules, routes and peerings. */
const BLAMES_THE_WAY: ReadonlySet<FindingCode> = new Set([
  'tcp-dropped',
  'private-endpoint-not-answering',
])

/** Where the configuration lets the flow pass all of these, what is left is what it does not hold. */
function withoutRefuted(finding: Finding, view: TargetView, network: NetworkAt): Finding {
  if (!BLAMES_THE_WAY.has(finding.code)) return finding
  const disagreement = disagreementOf(view, network)
  if (disagreement?.kind !== 'silent') return withDevice(finding, view, network)
  const { cause, fix } = disagreementWords('silent', disagreement.at)
  return {
    ...finding,
    cause: `The configuration of the network${readAt(network)} lets it pass. ${cause}`,
    fix,
  }
}

/** Where rules and routes let the flow pass to a device that the configuration does not hold, that is what is left. */
function withDevice(finding: Finding, view: TargetView, network: NetworkAt): Finding {
  const devices = devicesNotHeld(view, network)
  if (devices.length === 0) return finding
  return {
    ...finding,
    cause: `${capital(devices.join('; '))}: it drops the flow or is down, or nothing answers at the address. The rules and routes of the network${readAt(network)} let it pass`,
    fix: 'Look at the state of the device and at its log, then at the host itself; read the configuration again if it may be older than a change',
  }
}

function firstOf(finding: Finding, view: TargetView, network: NetworkAt): Explained | null {
  for (const explain of EXPLANATIONS[finding.code] ?? []) {
    const found = explain(view, network, finding)
    if (found !== null) return found
  }
  return null
}

/** What the wire of the sweep refutes, by any target: of these nothing is said of another. */
export function refutedObjects(views: readonly TargetView[]): ReadonlySet<string> {
  return new Set(
    views.flatMap((view) => {
      if (view.network === null) return []
      const object = disagreementOf(view, view.network)?.object ?? null
      return object === null ? [] : [objectKey(object)]
    }),
  )
}

function objectKey(object: NetworkObject): string {
  return JSON.stringify(object)
}

/** The rule as it stands in the configuration, where it says more than its name. */
function lineOf({ line, name }: NetworkObject): string {
  return line === name ? '' : ` (${line})`
}

/** Old configuration is told by its date. */
export function readAt({ configuration: { takenAt } }: NetworkAt): string {
  return takenAt === null ? '' : `, as read ${takenAt.slice(0, 16)}Z`
}
