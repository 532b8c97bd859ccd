import type { Changed } from '../model/incident.ts'
import type { Report } from '../model/report.ts'
import type { Change, ChangeKind } from '../report/change.ts'
import { diffReports } from '../report/diff.ts'
import { listText } from '../view/words.ts'

/** What a cause does to its targets is no news: what came before it is. */
const CONSEQUENCES: readonly ChangeKind[] = [
  ...(['verdict', 'root-cause', 'capability'] as const),
  ...(['http-status', 'target-added', 'target-removed'] as const),
]

/** Lines kept of one incident: a cause of many targets changes each of them alike. */
const MOST = 8

/**
 * What differs, for the targets of a cause, between the last report before it and the first that has it. Differences
 * that targets share are one line. Without any, the change is one that the probe does not see.
 */
export function whatChanged(before: Report, after: Report, targets: readonly string[]): Changed {
  const members = new Set(targets)
  const changes = diffReports(before, after).filter(
    ({ kind, target }) => !CONSEQUENCES.includes(kind) && (target === null || members.has(target)),
  )
  const alike = Map.groupBy(changes, (c) => JSON.stringify([c.kind, c.subject, c.before, c.after]))
  const lines = [...hostLines(before, after), ...[...alike.values()].map(lineOf)]
  const hidden = lines.length - MOST
  return {
    from: before.startedAt,
    to: after.startedAt,
    lines: hidden > 0 ? [...lines.slice(0, MOST), `and ${hidden} more differences`] : lines,
  }
}

/** What the host and its platform say of themselves. */
function hostLines(before: Report, after: Report): readonly string[] {
  const [was, is] = [before.vantage, after.vantage]
  const facts = [...new Set([...Object.keys(was.facts), ...Object.keys(is.facts)])].sort()
  return [
    ...difference('the addresses of the host', was.addresses, is.addresses),
    ...facts.flatMap((fact) =>
      difference(`${fact} of the platform`, listed(was.facts[fact]), listed(is.facts[fact])),
    ),
  ]
}

function listed(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value]
}

function difference(
  what: string,
  was: readonly string[],
  is: readonly string[],
): readonly string[] {
  return was.join() === is.join() ? [] : [`${what}: ${side(was)} -> ${side(is)}`]
}

const WORDS: Partial<Record<ChangeKind, string>> = {
  resolvers: 'resolvers of the host',
  addresses: 'addresses',
  chain: 'alias chain',
  'resolver-answer': 'DNS answer',
  path: 'egress path',
  expectation: 'what the configuration expects',
  certificate: 'certificate',
  'certificate-renewed': 'certificate, renewed',
  'certificate-chain': 'certificate chain',
  'tls-version': 'TLS version',
}

function lineOf(changes: readonly Change[]): string {
  const [first] = changes
  if (first === undefined) return ''
  const { kind, subject, before, after } = first
  const what = `${WORDS[kind] ?? kind}${subject === null ? '' : ` by ${subject}`}`
  const names = listText([...new Set(changes.map(({ name }) => name))], 3)
  return `${what} (${names}): ${side(before)} -> ${side(after)}`
}

function side(values: readonly string[]): string {
  return values.length === 0 ? 'none' : listText(values, 3)
}
