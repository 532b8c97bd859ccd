import type { CapabilityResult, Report, TargetResult } from '../../model/report.ts'
import { overallVerdict } from '../../report/overall.ts'
import { disabledTexts } from '../../view/disabled-text.ts'
import { evidenceBlock } from '../../view/evidence-block.ts'
import { type Group, groupsOf } from '../../view/groups.ts'
import { countsText, tookText } from '../../view/headline.ts'
import { notDueText } from '../../view/not-due.ts'
import { docs } from './cause-cards.ts'
import { wayOf } from './hops.ts'
import { constant, type Html, html, lines, sentence, type Value } from './html.ts'
import { mark, rankOf } from './mark.ts'
import { pathSection } from './path-picture.ts'
import { STYLE } from './style.ts'
import { timeText } from './time.ts'

const EVIDENCE_WIDTH = 120
/** Targets named of one cause, and rows of the table, before the rest is only counted. */
const LISTED = 50
const ROWS = 2_000

/**
 * A report as one file for a browser, a mail or a ticket: no script, nothing from outside, and the policy in it forbids
 * both. Causes first, each with its targets, its path and its evidence, then all targets. Ends with a newline.
 */
export function reportFile(report: Report): string {
  const verdict = overallVerdict(report.summary)
  const title = countsText(report)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} · Perimeter</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>${constant(STYLE)}</style>
</head>
<body>
<header><span class="brand">Perimeter</span></header>
<main>
<h1>${mark(verdict)} ${title}</h1>
<p class="asof">From ${report.vantage.name}, ${timeText(report.startedAt)}, took ${tookText(report)}; report <code>${report.id}</code></p>
${disabledTexts(report).map(({ says, fix }) => html`<p class="alarm">${says}. ${fix}.</p>`)}
${broken(report.capabilities)}
${causes(report, 'fail', 'Failing')}
${causes(report, 'inconclusive', 'Could not be found out')}
${causes(report, 'warn', 'Warnings')}
${table(report)}
</main>
</body>
</html>
`.toString()
}

function broken(capabilities: readonly CapabilityResult[]): Value {
  const failing = capabilities.filter(({ verdict }) => verdict === 'fail')
  if (failing.length === 0) return null
  return html`<section><h2>Does not work</h2><ul>${failing.map((c) => html`<li><strong>${c.name}</strong>: ${c.symptom}</li>`)}</ul></section>
`
}

function causes(report: Report, verdict: TargetResult['verdict'], title: string): Value {
  const groups = groupsOf(report, verdict)
  if (groups.length === 0) return null
  return html`<section><h2>${title}</h2>${groups.map((group) => card(report, group))}</section>
`
}

function card(report: Report, { finding, members }: Group): Html {
  const [first] = members
  const severity = finding?.severity ?? first.result.verdict
  const hidden = members.length - LISTED
  const why =
    finding === null
      ? html`<p>No finding explains this verdict; the evidence is all that is known.</p>`
      : html`<dl class="why"><dt>Cause</dt><dd>${sentence(finding.cause)}</dd><dt>Fix</dt><dd>${sentence(finding.fix)}</dd></dl>
<p class="code"><code>${finding.code}</code> of <code>${finding.subject}</code>${docs(finding.docs)}</p>`
  return html`<article class="card ${severity}">
<h3>${mark(severity)} ${finding?.summary ?? first.result.target.name}</h3>
${why}
<ul class="names">${members.slice(0, LISTED).map(({ result }) => html`<li>${result.target.name} <code>${result.target.url}</code></li>`)}${hidden > 0 ? html`<li>and ${hidden} more</li>` : null}</ul>
${pathSection(wayOf(first.result, report.vantage.name))}
${evidence(report, { finding, members })}
</article>
`
}

function evidence(report: Report, { finding, members: [first] }: Group): Value {
  const block = evidenceBlock(first.result, report, {
    width: EVIDENCE_WIDTH,
    cited: finding?.evidence ?? [],
    show: 'all',
  })
  if (block.length === 0) return null
  const text = block.map((line) => line.text).join('\n')
  return html`<details><summary>Evidence of ${first.result.target.name}</summary><pre tabindex="0">${lines(text)}</pre></details>`
}

function table({ results, startedAt }: Report): Html {
  const sorted = results.toSorted((a, b) => rankOf(a.verdict) - rankOf(b.verdict))
  const hidden = results.length - ROWS
  return html`<section><h2>Targets</h2>
<div class="scroll" role="region" aria-label="Targets" tabindex="0"><table>
<thead><tr><th scope="col">Verdict</th><th scope="col">Target</th><th scope="col">URL</th><th scope="col">Path</th><th scope="col">Addresses</th><th scope="col">Took</th></tr></thead>
<tbody>${sorted.slice(0, ROWS).map((result) => row(result, startedAt))}</tbody></table></div>
${hidden > 0 ? html`<p>and ${hidden} more, in the report as JSON</p>` : null}</section>
`
}

function row(result: TargetResult, now: string): Html {
  const { target, verdict, path, addresses, timings } = result
  const way = path.via === null ? path.kind : `${path.kind} ${path.via}`
  const ran = timings.total === null ? '' : `${timings.total.toFixed(0)} ms`
  const took = notDueText(result, now) ?? ran
  return html`<tr><td>${mark(verdict)}</td><th scope="row">${target.name}</th><td class="text"><code>${target.url}</code></td><td>${way}</td><td class="text"><code>${addresses.join(', ')}</code></td><td class="number">${took}</td></tr>
`
}
