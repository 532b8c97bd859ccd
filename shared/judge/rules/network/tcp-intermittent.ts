import { once } from '../../../address/remembered.ts'
import type { Connection, Connections } from '../../connections.ts'
import { legsLostInPart, lostClaim, type PartlyLost, partlyLost } from '../../intermittent.ts'
import { intermittentWords } from '../../intermittent-words.ts'
import { hasSucceeded } from '../../proof.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, hasFailed, SILENT } from '../../seen.ts'
import { countedLegs, type TargetView } from '../../target-view.ts'
import { list } from '../../text.ts'

/** Losses to one address that a retry fixed: fewer are what every network has. */
const MENDED = { least: 3, share: 0.2 } as const
/** One loss at each of so many addresses of one kind is a matter of the path to them. */
const ADDRESSES = 3

/**
 * Connections to one address and port are lost in part: other targets, or other tries, got through in the same sweep.
 * So no rule, route or name decides. Fails the target whose every way ended so; a warning where another address helps,
 * or where a retry did and it was not the only loss. Source:
 * https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-intermittent-outbound-connection-errors
 */
export const tcpIntermittent: Rule = {
  code: 'tcp-intermittent',
  ofFailures: true,
  judge(view) {
    const ended = legsLostInPart(view)
    if (ended.length > 0) return claimOf(view, ended, hasSucceeded(view) ? 'warn' : 'fail')
    const recovered = countedLegs(view).flatMap((leg) => partlyLost(view, leg) ?? [])
    const often = recovered.filter(
      (found) => isOwnLoss(view, found) && (isOften(found) || isSpread(view, found)),
    )
    return often.length > 0 ? claimOf(view, often, 'warn') : null
  },
}

function isOwnLoss({ target }: TargetView, { tally }: PartlyLost): boolean {
  return tally.lost.some((c) => c.target === target.id)
}

function isOften({ tally: { lost, of } }: PartlyLost): boolean {
  return lost.length >= MENDED.least && lost.length / of >= MENDED.share
}

/**
 * Whether first tries got no answer at several addresses like this one, and later ones did, in a good part of all that
 * went to such addresses: a rule would let none of them pass, and a packet is lost now and then in any network.
 */
function isSpread({ sweep, classify }: TargetView, { leg }: PartlyLost): boolean {
  const alike = talliesOf(sweep.connections).filter(
    ({ address }) => classify(address).kind === leg.about.kind,
  )
  const inPart = alike.filter(({ silent, opened }) => silent > 0 && opened > 0)
  const silent = sumOf(inPart.map((at) => at.silent))
  return inPart.length >= ADDRESSES && silent / sumOf(alike.map(({ of }) => of)) >= MENDED.share
}

/** By address and port. */
const talliesOf = once((connections: Connections) =>
  [...connections].flatMap(([address, ports]) =>
    [...ports.values()].map(({ of, opened, lost }) => ({
      address,
      of,
      opened: opened.length,
      silent: lost.filter(({ opening }) => hasFailed(opening, SILENT)).length,
    })),
  ),
)

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

function claimOf(view: TargetView, found: readonly PartlyLost[], severity: 'fail' | 'warn'): Claim {
  const [first] = found.toSorted((a, b) => a.leg.address.localeCompare(b.leg.address))
  const { leg, port, tally } = first as PartlyLost
  const at = `${leg.address} port ${port}`
  const hosts = [...new Set(tally.opened.map((c) => c.host))]
  const others = hosts.filter((host) => host !== view.target.host)
  const who = others.length > 0 ? ` (${list(others)})` : ''
  const more =
    found.length > 1 ? `; likewise at ${list(found.slice(1).map((f) => f.leg.address))}` : ''
  return {
    severity,
    subject: leg.address,
    summary: `${tally.lost.length} of ${tally.of} connections to ${at} ${how(tally.lost)} in this sweep, and the ${tally.of - tally.lost.length === 1 ? 'other was' : 'others were'} accepted${who}; ${view.target.host} is affected${more}`,
    ...intermittentWords(view, first as PartlyLost),
    evidence: cite(...found.flatMap((f) => [f.leg.connect, f.leg.handshake])),
    claims: found.map(lostClaim),
  }
}

/** How they were lost, in words; silence and a cut after the hello look different on the wire. */
function how(lost: readonly Connection[]): string {
  if (lost.every(({ opening }) => hasFailed(opening, SILENT))) return 'got no answer'
  const refused = lost.every(({ opening }) => opening.failure?.code === 'connection_refused')
  return `${lost.length === 1 ? 'was' : 'were'} ${refused ? 'refused' : 'lost'}`
}
