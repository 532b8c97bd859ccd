import type { Verdict } from '../../model/finding.ts'
import { SANDBOXES } from '../../model/sandbox.ts'
import { targetLink } from '../../view/links.ts'
import { type Html, html, type Value } from './html.ts'
import { mark } from './mark.ts'
import { type CapabilityRow, placesText } from './overview.ts'

/** What a symptom is under each verdict: certain, possible, or to come. */
const LEAD: Readonly<Record<Verdict, string>> = {
  fail: '',
  inconclusive: 'Not known whether it works. If it does not: ',
  warn: 'Works, with a warning. If it stops: ',
  pass: '',
}

/** Rows at once, and targets named in one. */
const ROWS = 60
const NAMED = 4

/** What users want to work: what does not comes first, with what they will see; what works is folded. */
export function capabilitySection(rows: readonly CapabilityRow[]): Value {
  if (rows.length === 0) return null
  const broken = rows.filter((row) => row.worst !== 'pass')
  const working = rows.filter((row) => row.worst === 'pass')
  return html`<section aria-labelledby="capabilities"><h2 id="capabilities">What works and what does not</h2>
${
  broken.length === 0
    ? html`<p>${mark('pass')} ${working.length === 1 ? 'The one capability works' : `All ${working.length} capabilities work`}.</p>`
    : html`<ul class="broken">${broken.slice(0, ROWS).map(item)}</ul>${more(broken.length - ROWS)}`
}
${
  working.length === 0
    ? null
    : html`<details id="working"><summary>${working.length === 1 ? '1 capability works' : `${working.length} capabilities work`}</summary><ul class="names">${working.slice(0, ROWS).map((row) => html`<li>${mark('pass')} ${row.name}${proofOf(row)}</li>`)}</ul>${more(working.length - ROWS)}</details>`
}
</section>
`
}

/** What a pass does not prove of what the platform carries out in a place of its own. */
function proofOf({ unproven }: CapabilityRow): Value {
  if (unproven.length === 0) return null
  const said = unproven.map((name) => SANDBOXES[name])
  return html` <span class="where">Proved for the path of the app only: ${said.map((one) => one.unproven).join('; ')}. ${said.map(({ check }) => check).join('. ')}.</span>`
}

function more(hidden: number): Value {
  return hidden > 0 ? html`<p>and ${hidden} more</p>` : null
}

function item(row: CapabilityRow): Html {
  const bad = row.at.filter(({ result }) => result.verdict === row.worst)
  const elsewhere = row.at.filter(({ result }) => result.verdict === 'pass')
  const blockers = [...new Set(bad.flatMap(({ result }) => result.blockedBy))]
  return html`<li class="card ${row.worst}"><h3>${mark(row.worst)} ${row.name}</h3>
<p>${LEAD[row.worst]}${row.symptom}</p>
<p class="where">at ${placesText(bad)}${elsewhere.length === 0 ? null : `; works at ${placesText(elsewhere)}`}${row.catalog === null ? null : ` · ${row.catalog}`}${
    blockers.length === 0
      ? null
      : html` · because of ${blockers.slice(0, NAMED).map((id, i) => html`${i === 0 ? null : ', '}<a href="${targetLink(id, bad[0]?.vantage ?? null)}">${id}</a>`)}${blockers.length > NAMED ? ` and ${blockers.length - NAMED} more` : null}`
  }</p></li>
`
}
