import { rootOf } from '../causes/root.ts'
import type { Certificate } from '../model/facts.ts'
import { isOfTheCheck } from '../model/observation.ts'
import type { TargetResult } from '../model/report.ts'
import { type Change, type ChangeKind, type Difference, type Side, sorted } from './change.ts'
import { nameChanges, resultAddresses, sameAddresses } from './diff-names.ts'

/** What changed of a target that is in both reports. */
export function targetChanges(before: Side, after: Side): readonly Change[] {
  const { id, name } = after.result.target
  const differences = [
    ...differs('verdict', [before.result.verdict], [after.result.verdict]),
    ...rootCause(before.result, after.result),
    ...differs('expectation', expectationOf(before.result), expectationOf(after.result)),
    ...differs('path', pathOf(before.result), pathOf(after.result)),
    ...addresses(before.result, after.result),
    ...nameChanges(before, after),
    ...certificateChange(before, after),
    ...whereBothSaw('tls-version', tlsVersions(before.result), tlsVersions(after.result)),
    ...whereBothSaw('records', records(before.result), records(after.result)),
    ...whereBothSaw('http-status', statuses(before.result), statuses(after.result)),
  ]
  return differences.map(({ kind, subject, before: was, after: is }) => ({
    kind,
    target: id,
    name,
    subject,
    before: was,
    after: is,
  }))
}

function differs(
  kind: ChangeKind,
  before: readonly string[],
  after: readonly string[],
): readonly Difference[] {
  return before.join('\n') === after.join('\n') ? [] : [{ kind, subject: null, before, after }]
}

/** A step that one side did not get to says nothing: verdict and root cause tell that already. */
function whereBothSaw(
  kind: ChangeKind,
  before: readonly string[],
  after: readonly string[],
): readonly Difference[] {
  return before.length === 0 || after.length === 0 ? [] : differs(kind, before, after)
}

function rootCause(before: TargetResult, after: TargetResult): readonly Difference[] {
  if (rootText(before, '<address>') === rootText(after, '<address>')) return []
  return differs('root-cause', [rootText(before)], [rootText(after)])
}

const NO_FINDING = 'no finding'

/** An address of the target itself in the subject may rotate; `mask` takes its place. */
function rootText(result: TargetResult, mask?: string): string {
  const root = rootOf(result)
  if (root === null) return NO_FINDING
  const subject =
    mask === undefined
      ? root.subject
      : resultAddresses(result).reduce((text, a) => text.replaceAll(a, mask), root.subject)
  return `${root.code}: ${subject}`
}

/** Keys and lists in order, as neither order means anything here. */
function expectationOf({ target }: TargetResult): readonly string[] {
  return [target.url, JSON.stringify(ordered(target.expect))]
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => JSON.stringify(ordered(v))).sort()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function pathOf({ path }: TargetResult): readonly string[] {
  return [path.via === null ? path.kind : `${path.kind} ${path.via}`]
}

function addresses(before: TargetResult, after: TargetResult): readonly Difference[] {
  const was = resultAddresses(before)
  const is = resultAddresses(after)
  if (sameAddresses(was, is)) return []
  return [{ kind: 'addresses', subject: null, before: was, after: is }]
}

function tlsVersions({ observations }: TargetResult): readonly string[] {
  return sorted(
    observations.flatMap((o) =>
      o.step === 'handshake' && o.peer === 'target' && isOfTheCheck(o) && o.version !== null
        ? [o.version]
        : [],
    ),
  )
}

/** Without those of an SOA, whose serial counts on. */
function records({ observations }: TargetResult): readonly string[] {
  return sorted(
    observations.flatMap((o) =>
      o.step === 'query' && o.type !== 'SOA' ? o.records.map(({ data }) => data) : [],
    ),
  )
}

function statuses({ observations }: TargetResult): readonly string[] {
  return sorted(
    observations.flatMap((o) =>
      o.step === 'request' && o.status !== null ? [String(o.status)] : [],
    ),
  )
}

/** The certificates that one side saw. */
interface Certificates {
  /** Leaf certificates by fingerprint, of all addresses. */
  readonly leaves: ReadonlyMap<string, Certificate>
  /** The rest of the chains by fingerprint. */
  readonly above: ReadonlyMap<string, Certificate>
}

/**
 * How the certificates changed: at most one difference, the most severe. Front ends of one service present
 * different certificates at one time, so that one in common means no renewal.
 */
function certificateChange(before: Side, after: Side): readonly Difference[] {
  const was = certificatesOf(before)
  const is = certificatesOf(after)
  if (was.leaves.size === 0 || is.leaves.size === 0) return []
  const then = sorted([...was.leaves.values()].map(identity))
  const now = sorted([...is.leaves.values()].map(identity))
  if (then.join('\n') !== now.join('\n')) {
    return [{ kind: 'certificate', subject: null, before: then, after: now }]
  }
  if (apart(was.leaves, is.leaves)) {
    return [{ kind: 'certificate-renewed', subject: null, ...renewal(was.leaves, is.leaves) }]
  }
  const bothAbove = was.above.size > 0 && is.above.size > 0
  const oneAbove = was.above.size > 0 !== is.above.size > 0
  if (oneAbove || (bothAbove && apart(was.above, is.above))) {
    const chains = { before: described(was.above), after: described(is.above) }
    return [{ kind: 'certificate-chain', subject: null, ...chains }]
  }
  return []
}

function certificatesOf({ result, report }: Side): Certificates {
  const leaves = new Map<string, Certificate>()
  const above = new Map<string, Certificate>()
  for (const o of result.observations) {
    if (o.step !== 'handshake' || o.peer !== 'target' || !isOfTheCheck(o)) continue
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

/** By their times; those of one batch have the same, and are told apart by their fingerprints. */
function renewal(was: Certificates['leaves'], is: Certificates['leaves']) {
  const times = { before: validity(was), after: validity(is) }
  return times.before.join() === times.after.join()
    ? { before: described(was), after: described(is) }
    : times
}

function validity(certificates: Certificates['leaves']): readonly string[] {
  return sorted([...certificates.values()].map((c) => `valid ${c.notBefore} to ${c.notAfter}`))
}

function described(certificates: Certificates['above']): readonly string[] {
  return sorted(
    [...certificates].map(([fingerprint, c]) => `${c.subject} (${fingerprint.slice(0, 16)})`),
  )
}

function apart(a: Certificates['leaves'], b: Certificates['leaves']): boolean {
  return [...a.keys()].every((fingerprint) => !b.has(fingerprint))
}
