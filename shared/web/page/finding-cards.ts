import type { Finding } from '../../model/finding.ts'
import type { TargetResult } from '../../model/report.ts'
import { docs, objectCell } from './cause-cards.ts'
import { type Html, html, sentence, type Value } from './html.ts'
import { mark } from './mark.ts'

/** What is wrong with the target that a page is about. */
export function findingSection(result: TargetResult): Html {
  const title = result.findings.length === 0 ? 'Findings' : 'Cause and fix'
  return html`<section aria-labelledby="findings"><h2 id="findings">${title}</h2>${findingCards(result)}</section>
`
}

/** The findings of a target, the root cause first, and what to change. */
export function findingCards({ findings, verdict }: TargetResult): Value {
  return findings.length === 0 ? none(verdict) : findings.map(card)
}

function none(verdict: TargetResult['verdict']): Html {
  return verdict === 'pass'
    ? html`<p>None: everything is as expected.</p>`
    : html`<p>No finding explains this verdict; the evidence below is all that is known.</p>`
}

function card(finding: Finding, index: number): Html {
  return html`<article class="card ${finding.severity}">
<h3>${mark(finding.severity)} ${finding.summary}</h3>
<dl class="why">${finding.object === undefined ? null : html`<dt>Object</dt><dd>${objectCell(finding.object)}</dd>`}<dt>Cause</dt><dd>${sentence(finding.cause)}</dd><dt>Fix</dt><dd>${sentence(finding.fix)}</dd></dl>
<p class="code">${index === 0 ? 'Root finding' : 'Also'} <code>${finding.code}</code> of <code>${finding.subject}</code>${rests(finding.evidence)}${docs(finding.docs)}</p>
</article>
`
}

/** Links to the lines of evidence; a finding that rests on hundreds of them names the first. */
const LINES = 12

function rests(evidence: readonly number[]): Value {
  if (evidence.length === 0) return null
  const links = evidence
    .slice(0, LINES)
    .map((index, i) => html`${i === 0 ? null : ', '}<a href="#line-${index + 1}">${index + 1}</a>`)
  const hidden = evidence.length - LINES
  return html` · rests on line ${links}${hidden > 0 ? ` and ${hidden} more` : null}`
}
