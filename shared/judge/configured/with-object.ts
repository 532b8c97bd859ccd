import { type NetworkAt, objectText } from '../../cloud-network/at.ts'
import type { Hop } from '../../cloud-network/decision.ts'
import type { Resolved } from '../../cloud-network/resolved.ts'
import type { Finding } from '../../model/finding.ts'
import type { FindingCode } from '../../model/finding-codes.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'
import { capital } from '../text.ts'
import { fixOf } from './fix.ts'
import { type AskedFlow, flowsOf, nameOf } from './questions.ts'

/** What of the configuration explains a finding: where it decides, and which of its answers is the one that was seen. */
type Question =
  | { readonly kind: 'flow'; readonly explains: (hop: Hop, port: number) => boolean }
  | { readonly kind: 'name'; readonly explains: (said: Resolved) => boolean }
  | { readonly kind: 'service' }

/**
 * Where application rules speak, Azure Firewall takes the connection and ends it in the ClientHello or with status 470:
 * silence there is not its default. Source: https://learn.microsoft.com/azure/firewall/rule-processing
 */
const SPOKEN: ReadonlySet<number> = new Set([80, 443, 8080, 8443])
const isApplicationRule = ({ object }: Hop) => /^\w+ \w+:\d+/.test(object?.line ?? '')
const isSilence = (hop: Hop, port: number) =>
  !isApplicationRule(hop) && (hop.object?.kind !== 'firewall' || !SPOKEN.has(port))
const silent: Question = { kind: 'flow', explains: isSilence }
const cut: Question = { kind: 'flow', explains: ({ layer }) => layer === 'firewall' }
const isPublic: Question = {
  kind: 'name',
  explains: ({ answer }) => answer === 'public' || answer === 'unreadable',
}
const unknown: Question = { kind: 'name', explains: ({ answer }) => answer === 'unknown-name' }

const QUESTIONS: Partial<Record<FindingCode, Question>> = {
  'tcp-dropped': silent,
  'private-endpoint-not-answering': silent,
  'tcp-unreachable': { kind: 'flow', explains: ({ layer }) => layer === 'route' },
  'network-no-internet': silent,
  'network-no-way-out': silent,
  'tls-blocked-by-name': cut,
  'http-denied-by-firewall': cut,
  'dns-private-zone-not-used': isPublic,
  'dns-no-private-endpoint': isPublic,
  'dns-google-vip-not-used': isPublic,
  'dns-private-record-missing': unknown,
  'dns-name-not-found': unknown,
  'http-denied-by-service': { kind: 'service' },
}

/**
 * A finding with the object of the configuration that decides, its cause and the command that changes it, where the
 * configuration and the evidence agree; the finding as it is where they do not, or the configuration does not say. The
 * verdict stays that of the evidence.
 */
export function withObject(finding: Finding, view: TargetView): Finding {
  const { network } = view
  const question = QUESTIONS[finding.code]
  if (network === null || question === undefined || finding.severity === 'info') return finding
  const found = agreed(question, view, network)
  if (found?.object == null) return finding
  const { object, says } = found
  const fix = fixOf(object, { view, network })
  return {
    ...finding,
    cause: `${capital(says)}${lineOf(object)}${readAt(network)}`,
    fix: fix ?? `Change ${objectText(object)}. ${finding.fix}`,
    object,
  }
}

/** The rule as it stands in the configuration, where it says more than its name. */
function lineOf({ line, name }: NetworkObject): string {
  return line === name ? '' : ` (${line})`
}

/** Old configuration is told by its date. */
export function readAt({ configuration: { takenAt } }: NetworkAt): string {
  return takenAt === null ? '' : `, as read ${takenAt.slice(0, 16)}Z`
}

function agreed(
  question: Question,
  view: TargetView,
  network: NetworkAt,
): Pick<Hop, 'object' | 'says'> | null {
  if (question.kind === 'service') {
    const hop = network.service(view.target.host)
    return hop?.outcome === 'blocked' ? hop : null
  }
  if (question.kind === 'name') {
    const said = nameOf(view, network)
    return said !== null && question.explains(said) ? said : null
  }
  const { explains } = question
  return sameHop(flowsOf(view, network).filter(failed), (hop) => explains(hop, view.target.port))
}

/** Legs that did not come through: of one that did, the configuration has nothing to explain. */
function failed({ leg: { connect, handshake, request } }: AskedFlow): boolean {
  return (
    [connect, handshake, request].some((step) => step?.failure != null) || request?.status === 470
  )
}

/** The hop that blocks all of these flows; null where one passes, is not known, or is blocked by another. */
function sameHop(flows: readonly AskedFlow[], explains: (hop: Hop) => boolean): Hop | null {
  const hops = flows.map(({ decision: { outcome, by } }) => (outcome === 'blocked' ? by : null))
  const [first] = hops
  if (first == null || !explains(first)) return null
  const key = keyOf(first)
  return hops.every((hop) => hop !== null && keyOf(hop) === key) ? first : null
}

function keyOf({ object }: Hop): string {
  return JSON.stringify([object?.id, object?.rule, object?.collection])
}
