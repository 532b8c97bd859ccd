import { addressBook } from '../address/book.ts'
import { FINDINGS } from '../finding/table.ts'
import type { Cause } from '../model/cause.ts'
import { SEVERITIES, type Severity } from '../model/finding.ts'
import { FINDING_CODES, type FindingCode } from '../model/finding-codes.ts'
import type { Report } from '../model/report.ts'
import { agreedDocs } from './agreed-words.ts'
import type { Candidate, Mechanism } from './candidate.ts'
import { CERTIFICATES } from './certificates.ts'
import { ledBy, withFollowers } from './companions.ts'
import { CONNECTIONS } from './connections.ts'
import { covers } from './cover.ts'
import { DENIALS } from './denials.ts'
import { leadersOf, withDependents } from './dependencies.ts'
import { GOOGLE_NAMES } from './google-names.ts'
import { LOSSY_PATH } from './lossy-path.ts'
import { NAMES_CUT } from './names-cut.ts'
import { PASSAGE } from './passage.ts'
import { MISSING_RECORDS, PRIVATE_NAMES } from './private-names.ts'
import { PROXY_REFUSALS } from './proxy-refusals.ts'
import { causeId, rootOf, rootRank } from './root.ts'
import { SERVERS } from './servers.ts'
import { SETTINGS } from './settings.ts'
import { withSharedObject } from './shared-object.ts'
import { type Traits, traitsOf } from './traits.ts'
import { UNKNOWN_NAMES } from './unknown-names.ts'
import { WRONG_ANSWERS } from './wrong-answers.ts'

/** The ways to fail that a joint statement can explain. */
export const MECHANISMS: readonly Mechanism[] = [
  UNKNOWN_NAMES,
  PRIVATE_NAMES,
  MISSING_RECORDS,
  ...GOOGLE_NAMES,
  ...WRONG_ANSWERS,
  ...SETTINGS,
  ...PROXY_REFUSALS,
  ...CONNECTIONS,
  LOSSY_PATH,
  NAMES_CUT,
  ...PASSAGE,
  ...CERTIFICATES,
  ...DENIALS,
  ...SERVERS,
]

const EXAMPLES = 3

/** What of a report causes are made from. */
export type Judged = Pick<Report, 'results' | 'vantage' | 'capabilities'> &
  Partial<Pick<Report, 'certificates'>>

/**
 * The causes of a sweep: each target that does not pass belongs to exactly one. Pure, and made from a report with its
 * evidence. For each way to fail, the statement that covers most of what is left is taken first, if nothing in the
 * sweep refutes it; what no statement covers together with another target keeps the finding of its own. Docs:
 * docs/causes.md.
 */
export function causesOf(report: Judged): Cause[] {
  if (report.results.every((result) => rootOf(result) === null)) return []
  const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
  const all = traitsOf(report, book)
  const broken = all.filter(({ root }) => root !== null)
  const leaders = leadersOf(broken)
  const { failing, followers } = ledBy(broken.filter(({ id }) => !leaders.has(id)))
  const joint = MECHANISMS.flatMap((mechanism) => jointCauses(mechanism, failing, all))
  const told = new Set(joint.flatMap(({ targets }) => targets))
  const single = singleCauses(failing.filter(({ id }) => !told.has(id)))
  return [...joint, ...single]
    .map((cause) => withSharedObject(cause, failing))
    .map((cause) => withFollowers(cause, followers))
    .map((cause) => withDependents(cause, leaders, broken))
    .sort(byRank)
    .map((cause) => withCapabilities(cause, report))
}

/** The greedy cover of what fails in one way. */
function jointCauses(
  { codes, also, candidates, byName }: Mechanism,
  failing: readonly Traits[],
  all: readonly Traits[],
): readonly Cause[] {
  const mine = failing.filter(
    (traits) =>
      (traits.root !== null && codes.includes(traits.root.code)) || also?.(traits) === true,
  )
  if (mine.length < 2) return []
  return covers(candidates(mine, all).filter(saysMore)).map(({ candidate, covered }) => {
    const followers = byName === true ? sameNames(covered, failing) : []
    return jointCause(candidate, [...covered, ...followers], all)
  })
}

/** Where all members have one finding of one subject, nothing wider is proved than what that says. */
function saysMore({ members }: Candidate): boolean {
  const [first, ...others] = members.map(({ root }) =>
    causeId(root?.code ?? '', root?.subject ?? ''),
  )
  return others.some((id) => id !== first)
}

/** Failing targets of the same names, for whatever they met at the addresses that these names lead to. */
function sameNames(covered: readonly Traits[], failing: readonly Traits[]): readonly Traits[] {
  const members = new Set(covered)
  const hosts = new Set(covered.map(({ host, path }) => `${host} ${path}`))
  return failing.filter((t) => !members.has(t) && hosts.has(`${t.host} ${t.path}`))
}

function jointCause(
  candidate: Candidate,
  covered: readonly Traits[],
  all: readonly Traits[],
): Cause {
  const members = new Set(covered)
  const passing = all.filter((t) => !members.has(t) && candidate.contrastedBy(t))
  const code = commonCode(covered)
  return {
    ...common(code, candidate.subject, covered),
    ...candidate.tell(covered, passing.length),
    scope: candidate.scope.map(({ dimension, values }) => ({ dimension, values: [...values] })),
    contrast: contrastOf(covered, passing),
    docs: agreedDocs(covered) ?? FINDINGS[code].docs,
  }
}

/** Targets with the same finding about the same subject, as the judge gave it. */
function singleCauses(failing: readonly Traits[]): readonly Cause[] {
  const groups = Map.groupBy(failing, ({ root }) => causeId(root?.code ?? '', root?.subject ?? ''))
  return [...groups.values()].flatMap((members) => {
    const first = members[0]?.root
    if (first == null) return []
    const root = agreedDocs(members) === null ? { ...first, ...inGeneral(first.code) } : first
    return {
      ...common(root.code, root.subject, members),
      statement: root.summary,
      cause: root.cause,
      fix: root.fix,
      scope: [{ dimension: 'subject' as const, values: [root.subject] }],
      // Which step the others came through is not compared: no contrast is claimed.
      contrast: contrastOf(members, []),
      docs: root.docs,
    }
  })
}

/** The words of the table, where the findings of one cause were told in the words of several clouds. */
function inGeneral(code: FindingCode) {
  const { causes, fix, docs } = FINDINGS[code]
  return { cause: causes.join('; or '), fix, docs }
}

/** With the capabilities that a target of the cause keeps from working. */
function withCapabilities(cause: Cause, { capabilities }: Judged): Cause {
  const members = new Set(cause.targets)
  const blocked = capabilities.filter(({ blockedBy }) => blockedBy.some((id) => members.has(id)))
  return { ...cause, capabilities: blocked.map(({ id }) => id) }
}

function common(code: FindingCode, subject: string, members: readonly Traits[]) {
  return {
    id: causeId(code, subject),
    code,
    subject,
    severity: mostSevere(members),
    targets: members.map(({ id }) => id),
    capabilities: [] as string[],
  }
}

function contrastOf(covered: readonly Traits[], passing: readonly Traits[]): Cause['contrast'] {
  const examples = passing.slice(0, EXAMPLES).map(({ id }) => id)
  return { failing: covered.length, passing: passing.length, examples }
}

function mostSevere(members: readonly Traits[]): Severity {
  const ranks = members.map(({ result }) => SEVERITIES.indexOf(result.verdict as Severity))
  return SEVERITIES[Math.min(...ranks.filter((rank) => rank >= 0))] ?? 'fail'
}

/** The code that most members have; among equals the one that is looked for first. */
function commonCode(members: readonly Traits[]): FindingCode {
  const counts = Map.groupBy(members, ({ root }) => root?.code ?? 'probe-fault')
  const [first] = [...counts].sort(
    ([a, x], [b, y]) => y.length - x.length || FINDING_CODES.indexOf(a) - FINDING_CODES.indexOf(b),
  )
  return first?.[0] ?? 'probe-fault'
}

/** Failures first; then what explains more comes before what explains less, then what hits more targets. */
function byRank(a: Cause, b: Cause): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    rootRank(a) - rootRank(b) ||
    b.targets.length - a.targets.length ||
    (a.subject < b.subject ? -1 : 1)
  )
}
