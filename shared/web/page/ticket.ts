import type { Finding } from '../../model/finding.ts'
import { beganAt, type Incident } from '../../model/incident.ts'
import { checkedAtOf } from '../../model/report.ts'
import type { TargetEvidenceAt } from '../../report/whole.ts'
import { configuredLines } from '../../view/configured-lines.ts'
import { evidenceBlock } from '../../view/evidence-block.ts'
import { outsideLink, targetLink } from '../../view/links.ts'
import { code, fence, prose } from '../../view/markdown-text.ts'
import { capabilityCount, plural } from '../../view/text.ts'
import { visibleAll } from '../../view/visible.ts'
import { changedLines } from '../../view/words.ts'
import { expectText } from './expect-text.ts'
import { type Html, html, lines } from './html.ts'
import { wordOf } from './mark.ts'

/** What a ticket is made of. */
export interface Ticket {
  readonly vantage: string
  readonly startedAt: string
  readonly report: string
  readonly evidence: TargetEvidenceAt
  /** Scheme and host of the page as others reach it; null: the path alone is given. */
  readonly origin: string | null
  /** The open incidents that the target is in at this vantage. */
  readonly incidents: readonly Incident[]
}

const WIDTH = 120
/** Trackers take 32,000 characters or more; what is cut is the end of the evidence. */
const LONGEST = 20_000

/** One target at one vantage, to paste into a ticket: GitHub-flavoured Markdown. */
export function ticketText(given: Ticket): string {
  const { vantage, startedAt, report, evidence, origin, incidents } = visibleAll(given)
  const { target, path, verdict, findings } = evidence.result
  const checkedAt = checkedAtOf(evidence.result, { startedAt })
  const link = `${origin ?? ''}${targetLink(given.evidence.result.target.id, given.vantage)}`
  const via = path.via === null ? path.kind : `${path.kind} through ${code(path.via)}`
  const evidenceLines = evidenceBlock(evidence.result, evidence, {
    width: WIDTH,
    cited: findings.flatMap((finding) => finding.evidence),
    show: 'all',
  }).map((line) => line.text)
  const hops = configuredLines(evidence.configured ?? [])
  const blocks = [
    `## ${wordOf(verdict)}: ${prose(target.name)}`,
    [
      `- Target: ${code(target.url)}`,
      `- From: ${code(vantage)}, ${checkedAt.slice(0, 19).replace('T', ' ')} UTC, ${via}`,
      `- Expected: ${prose(expectText(target))}`,
      `- Report: ${code(report)}`,
      `- Page: ${origin === null ? code(link) : `<${link}>`}`,
    ].join('\n'),
    ...findings.map(findingText),
    ...incidents.map(incidentText),
    ...(hops.length === 0 ? [] : ['Path, by the configuration of the network:', fence(hops)]),
    ...(evidenceLines.length === 0 ? [] : ['Evidence:', fence(bounded(evidenceLines))]),
  ]
  return `${blocks.join('\n\n')}\n`
}

function findingText(finding: Finding): string {
  const docs = outsideLink(finding.docs)
  return [
    `### ${code(finding.code)} ${code(finding.subject)}`,
    prose(finding.summary),
    `**Cause:** ${prose(finding.cause)}`,
    `**Fix:** ${prose(finding.fix)}`,
    ...(docs === null
      ? []
      : [`Documentation: <${docs.replaceAll(/[<>\s]/g, encodeURIComponent)}>`]),
  ].join('\n\n')
}

/** Since when, what else it hits, and what changed when it came. */
function incidentText(incident: Incident): string {
  const { id, targets, capabilities, changed } = incident
  const hits = `${plural(targets.length, 'target')}, ${capabilityCount(capabilities.length)}`
  const [head = '', ...lines] = changed === null ? [] : changedLines(changed)
  return [
    `### Since ${beganAt(incident).slice(0, 19).replace('T', ' ')} UTC: ${hits}`,
    ...(changed === null ? [] : [prose(head)]),
    ...(lines.length === 0 ? [] : [lines.map((line) => `- ${prose(line.slice(2))}`).join('\n')]),
    `Incident ${code(id)}`,
  ].join('\n\n')
}

function bounded(given: readonly string[]): readonly string[] {
  let left = LONGEST
  const kept = given.filter((line) => {
    left -= line.length + 1
    return left >= 0
  })
  return kept.length === given.length
    ? kept
    : [...kept, `(${given.length - kept.length} lines more)`]
}

/** The Markdown in a fold, to select and copy; with JavaScript also as a button. */
export function ticketSection(ticket: Ticket): Html {
  return html`<section class="ticket" aria-label="For a ticket"><button type="button" data-copy="ticket" hidden>Copy as Markdown</button><details id="markdown"><summary>Markdown for a ticket</summary><label for="ticket">Select all and copy</label><textarea id="ticket" readonly rows="14" spellcheck="false">${lines(ticketText(ticket))}</textarea></details></section>
`
}
