import { comesByItself } from '../finding/by-itself.ts'
import type { Changed, ChangedPart, Incident } from '../model/incident.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'
import type { Change, ChangeKind } from '../report/change.ts'
import { diffReports } from '../report/diff.ts'
import { clip } from '../view/text.ts'
import { listText, partText } from '../view/words.ts'
import { answersChanged } from './answers-changed.ts'
import { egressChanged, hostChanged } from './host-changed.ts'
import { networkChanged } from './network-changed.ts'

/** Differences kept of one incident: a cause of many targets changes each of them alike. */
const MOST = 8
/** Columns of one side of a difference: an expectation may be long. */
const SIDE = 160

/** What is told in one line of several targets, before their names. What else differs is a consequence of the cause. */
const WORDS: Partial<Record<ChangeKind, string>> = {
  resolvers: 'the resolvers of the host',
  'target-added': 'in the configuration, the target',
  expectation: 'what the configuration expects of',
  path: 'the egress path of',
  chain: 'the alias chain of',
  certificate: 'the certificate of',
  'certificate-chain': 'the certificate chain of',
  'certificate-renewed': 'the certificate of',
  'tls-version': 'the TLS version of',
}

/** What changed when an incident came; null where nothing did, and nothing need have. */
export function changedFor(
  { code, targets }: Pick<Incident, 'code' | 'targets'>,
  before: Report,
  after: Report,
): Changed | null {
  const changed = whatChanged(before, after, targets)
  return changed.lines.length === 0 && comesByItself(code) ? null : changed
}

/**
 * What differs, for the targets of a cause, between the last report before it and the first that has it. Differences
 * that targets share are one line. Without any, the change is one that the probe does not see.
 */
export function whatChanged(before: Report, after: Report, targets: readonly string[]): Changed {
  const members = new Set(targets.filter((target) => !isCarried(before, target)))
  const resolved = new Set(after.results.filter(usesOwnAnswers).map(({ target }) => target.id))
  const direct = members.intersection(resolved)
  const changes = diffReports(before, after).filter(({ kind, target }) => {
    const concerned = kind === 'chain' ? direct : members
    return WORDS[kind] !== undefined && (target === null || concerned.has(target))
  })
  const alike = Map.groupBy(changes, (c) => JSON.stringify([c.kind, c.subject, c.before, c.after]))
  const groups = [...alike.values()]
  const parts = [
    ...networkChanged(before, after, members),
    ...hostChanged(before, after),
    ...groups.filter(([first]) => !isOfAnswer(first)).flatMap(partOf),
    ...answersChanged(before, after, direct),
    // What follows from another address stands below it.
    ...groups.filter(([first]) => isOfAnswer(first)).flatMap(partOf),
    ...egressChanged(before, after),
  ]
  const hidden = parts.length - MOST
  const lines = parts.slice(0, MOST).map(partText)
  return {
    from: before.startedAt,
    to: after.startedAt,
    parts: parts.slice(0, MOST),
    lines: hidden > 0 ? [...lines, `and ${hidden} more differences`] : lines,
  }
}

/** What an earlier sweep saw of a target is older than the time that is told. */
function isCarried({ results }: Report, id: string): boolean {
  return results.some((result) => result.target.id === id && !wasChecked(result))
}

/** Another address has another alias chain, certificate and version of TLS. */
function isOfAnswer(change: Change | undefined): boolean {
  return change !== undefined && /^(chain|certificate|tls-version)/.test(change.kind)
}

/** A proxy resolves the name itself: what the probe is told of it decides nothing. */
function usesOwnAnswers({ path }: TargetResult): boolean {
  return path.via === null
}

function partOf(changes: readonly Change[]): readonly ChangedPart[] {
  const [first] = changes
  const what = first === undefined ? undefined : WORDS[first.kind]
  if (first === undefined || what === undefined) return []
  const { kind, subject, before, after } = first
  const names = kind === 'resolvers' ? [] : [...new Set(changes.map(({ name }) => name))]
  const by = subject === null ? '' : ` by ${subject.replaceAll(/:53(?=,|$)/g, '')}`
  return [
    {
      what: `${what} ${listText(names, 3)}`.trim() + by,
      before: before.map((text) => clip(text, SIDE)),
      after: after.map((text) => clip(text, SIDE)),
    },
  ]
}
