import type { Severity } from '../../../model/finding.ts'
import type { Anchor } from '../../../model/observation.ts'
import { commonName } from '../../certificates.ts'
import { type Interception, interceptionOf } from '../../interception.ts'
import { privateRoot } from '../../private-root.ts'
import type { Claim, Rule } from '../../rule.ts'
import type { TargetView } from '../../target-view.ts'
import { list, shown } from '../../text.ts'

/**
 * A device on the way ends TLS and signs with its own authority. Claimed only by evidence: an issuer named after such a
 * product, a root that is no public authority’s on the host of a public vendor, or one unknown authority on unrelated
 * public hosts of the sweep. A root that was made known to this machine or in `ca` makes the chain trusted and takes
 * nothing of that away: a warning; for a target that must not be inspected, a failure. Sources:
 * https://learn.microsoft.com/azure/firewall/premium-features (TLS inspection),
 * https://docs.cloud.google.com/secure-web-proxy/docs/tls-inspection-overview
 */
export const tlsIntercepted: Rule = {
  code: 'tls-intercepted',
  judge(view) {
    const found = interceptionOf(view)
    if (found === null) return notProven(view)
    const never = view.expect.tls?.inspected === 'never'
    const { host } = view.target
    const product = found.product === null ? '' : `, the authority of ${found.product}’s inspection`
    const whose = found.ofVendor ? `, while a public authority signs for ${host}` : ''
    const { first, count } = found.alsoOn
    const also = count === 0 ? '' : `, as is that of ${list(first, first.length, count)}`
    const must = never ? '; it must not be inspected' : ''
    return {
      severity: severityOf(view, found),
      subject: found.issuer,
      summary: `The certificate of ${host} is signed by “${shown(commonName(found.issuer))}”${product}${also}${whose}${trusted(found.anchor)}${must}`,
      ...(never ? exempt(host) : found.anchor === null ? untrusted(view) : rootIsHere(view)),
      evidence: found.evidence,
    }
  },
}

function severityOf({ expect, target }: TargetView, found: Interception): Severity {
  const { anchor, ofVendor } = found
  const inspected = expect.tls?.inspected
  if (anchor === null || inspected === 'never') return 'fail'
  if (inspected === 'allowed') return 'info'
  // A host of one’s own, below a root that the configuration names for it.
  const byConfiguration =
    anchor === 'configuration' || (anchor === undefined && target.ca.length > 0)
  return byConfiguration && !ofVendor ? 'info' : 'warn'
}

const TRUSTED_BY: Readonly<Record<Exclude<Anchor, 'public'>, string>> = {
  machine: 'by a root of this machine’s store',
  configuration: 'by a root of `ca`',
}

function trusted(anchor: Interception['anchor']): string {
  if (anchor === null) return ''
  const by = anchor === undefined || anchor === 'public' ? '' : `, ${TRUSTED_BY[anchor]}`
  return `; that authority is trusted here all the same${by}`
}

/** The root is here already; what has a store of its own, or pins, does not use it. */
function rootIsHere({ expect }: TargetView): Pick<Claim, 'fix'> {
  const known =
    expect.tls?.inspected === 'allowed'
      ? ''
      : 'Where inspection is known and right: `expect.tls.inspected: allowed`. '
  return {
    fix: `${known}Programs with a trust store of their own (Java, Python, Node, containers) need the device’s root there; services that pin or use client certificates need the name exempt from inspection`,
  }
}

/** That inspection is allowed is said already: what is left is to trust the device. */
function untrusted({ expect, target }: TargetView): Pick<Claim, 'fix'> {
  if (expect.tls?.inspected !== 'allowed') return {}
  return {
    fix: `Add the device’s root to \`ca\` here and to the trust store of the application, which does not trust it either; or exempt ${target.host} from inspection`,
  }
}

function exempt(host: string): Pick<Claim, 'cause' | 'fix'> {
  return {
    cause: `A firewall or proxy inspects TLS to ${host}, which must be exempt from that`,
    fix: `Exempt ${host} from TLS inspection in the firewall or proxy; its root in a trust store makes the certificate trusted, and does not end the inspection`,
  }
}

/** That nothing was inspected shows by a public root, and by an issuer that the configuration names. */
function notProven(view: TargetView): Claim | null {
  const { tls } = view.expect
  if (tls?.inspected !== 'never' || tls.issuer !== undefined) return null
  const own = privateRoot(view)
  if (own === null) return null
  const { host } = view.target
  return {
    severity: 'inconclusive',
    subject: own.issuer,
    summary: `Whether TLS to ${host} is inspected does not show: “${shown(commonName(own.issuer))}”, which is no public authority, signed the certificate, trusted ${TRUSTED_BY[own.anchor]}`,
    cause:
      'The certificate of a service of one’s own and that of an inspecting device look alike here',
    fix: 'Name the service’s own authority in `expect.tls.issuer`',
    evidence: own.evidence,
  }
}
