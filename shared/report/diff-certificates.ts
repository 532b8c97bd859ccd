import type { Certificate } from '../model/facts.ts'
import { type Difference, type Side, sorted } from './difference.ts'

interface Seen {
  /** Leaf certificates by fingerprint, of all addresses. */
  readonly leaves: ReadonlyMap<string, Certificate>
  /** The rest of the chains by fingerprint. */
  readonly above: ReadonlyMap<string, Certificate>
}

/**
 * How the certificates changed: at most one difference, the gravest. Front ends of one service present
 * different certificates at one time, so that one in common means no renewal.
 */
export function certificateChange(before: Side, after: Side): readonly Difference[] {
  const was = seenBy(before)
  const is = seenBy(after)
  if (was.leaves.size === 0 || is.leaves.size === 0) return []
  const then = sorted([...was.leaves.values()].map(identity))
  const now = sorted([...is.leaves.values()].map(identity))
  if (then.join('\n') !== now.join('\n')) {
    return [{ kind: 'certificate', subject: null, before: then, after: now }]
  }
  if (apart(was.leaves, is.leaves)) {
    const times = { before: validity(was.leaves), after: validity(is.leaves) }
    return [{ kind: 'certificate-renewed', subject: null, ...times }]
  }
  const bothAbove = was.above.size > 0 && is.above.size > 0
  const oneAbove = was.above.size > 0 !== is.above.size > 0
  if (oneAbove || (bothAbove && apart(was.above, is.above))) {
    const chains = { before: described(was.above), after: described(is.above) }
    return [{ kind: 'certificate-chain', subject: null, ...chains }]
  }
  return []
}

function seenBy({ result, report }: Side): Seen {
  const leaves = new Map<string, Certificate>()
  const above = new Map<string, Certificate>()
  for (const o of result.observations) {
    if (o.step !== 'handshake' || o.peer !== 'target') continue
    for (const [depth, fingerprint] of o.chain.entries()) {
      const certificate = report.certificates[fingerprint]
      if (certificate === undefined) continue
      const seen = depth === 0 ? leaves : above
      seen.set(fingerprint, certificate)
    }
  }
  return { leaves, above }
}

function identity({ subject, issuer, names }: Certificate): string {
  return `${subject}; issued by ${issuer}; for ${sorted(names).join(', ')}`
}

function validity(certificates: Seen['leaves']): readonly string[] {
  return sorted([...certificates.values()].map((c) => `valid ${c.notBefore} to ${c.notAfter}`))
}

function described(certificates: Seen['above']): readonly string[] {
  return sorted(
    [...certificates].map(([fingerprint, c]) => `${c.subject} (${fingerprint.slice(0, 16)})`),
  )
}

function apart(a: Seen['leaves'], b: Seen['leaves']): boolean {
  return [...a.keys()].every((fingerprint) => !b.has(fingerprint))
}
