import type { Statement } from '../model/claim.ts'
import { otherOpenPorts } from './connections.ts'
import type { Leg } from './legs.ts'
import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'
import { list } from './text.ts'

/** What another open port of the same address tells of a port that does not answer. */
export interface OtherPort extends Required<Pick<Claim, 'cause' | 'fix'>> {
  /** For the end of the summary. */
  readonly text: string
  readonly claims: readonly Statement[]
}

/**
 * Where each of the silent addresses accepts connections on another port, the host is up and there is a path to it: what
 * remains is the port. Null where one of them does not.
 */
export function otherPortOpen(view: TargetView, legs: readonly Leg[]): OtherPort | null {
  const claims = legs.flatMap(({ address, connect }): Statement[] => {
    const port = connect?.port ?? 0
    const open = otherOpenPorts(view.sweep.connections, address, port)
    return open.length > 0 ? [{ kind: 'other-port-open', address, port, open: [...open] }] : []
  })
  const [first] = claims
  if (first?.kind !== 'other-port-open' || claims.length < legs.length) return null
  const { address, port, open } = first
  return {
    text: `; ${address} accepts connections on port ${list(open.map(String))}`,
    claims,
    cause: `The host is up and there is a path to it, so it is this port: a rule on the way or on the host allows port ${list(open.map(String))} and not port ${port}; or the service behind the address does not offer port ${port}`,
    fix: `Check that the service is to be had on port ${port} of this address; then allow TCP ${port} to ${address} in ${rulesFor(view, address)} and in the firewall on the way, beside the port that is open`,
  }
}

/** Who keeps a public service shows nobody its rules. */
function rulesFor(view: TargetView, address: string): string {
  const { kind } = view.classify(address)
  return kind === 'public'
    ? 'the rules for what leaves this network'
    : 'the security rules of both sides'
}
