import { comesByItself } from '../../finding/by-itself.ts'
import type { Changed, Incident } from '../../model/incident.ts'
import { listText } from '../../view/words.ts'
import { type Html, html, type Value } from './html.ts'
import { shortTime, timeText } from './time.ts'

/** Values of one side that are shown. */
const SHOWN = 8
/** Differences, and values of a side, in words. */
const BRIEF = 2

/** What differed when the cause came, before and after side by side; a sentence where nothing did. */
export function changesTable({ code, changed }: Incident): Value {
  if (changed === null) {
    if (comesByItself(code)) return null
    return html`<p class="where">What changed is not known: no report from before it is stored.</p>`
  }
  if (changed.parts.length === 0) return html`<p>${changeBrief(changed, '')}</p>`
  return html`<div class="scroll" role="region" aria-label="What changed" tabindex="0"><table class="changes"><caption>What changed</caption>
<thead><tr><th scope="col">What</th><th scope="col">Before <small>${timeText(changed.from)}</small></th><th scope="col">After <small>${timeText(changed.to)}</small></th></tr></thead>
<tbody>${changed.parts.map(
    ({ what, before, after }) =>
      html`<tr><th scope="row" class="text">${what}</th><td class="text">${side(before)}</td><td class="text">${side(after)}</td></tr>
`,
  )}</tbody></table></div>`
}

/** The same in words, where there is no room for a table: the first differences. */
export function changeBrief({ from, to, lines, parts }: Changed, now: string): Html {
  const when = html`between ${shortTime(from, now)} and ${shortTime(to, now)}`
  const hidden = lines.length - BRIEF
  if (lines.length === 0)
    return html`nothing that the probe sees but the failure itself, ${when}: a rule, a route or the service`
  const shown: readonly Html[] =
    parts.length === 0
      ? lines.slice(0, BRIEF).map((line) => html`${line}`)
      : parts
          .slice(0, BRIEF)
          .map(
            ({ what, before, after }) =>
              html`${what}: ${valuesText(before)} → <strong>${valuesText(after)}</strong>`,
          )
  return html`${shown.map((line) => html`${line}; `)}${hidden > 0 ? `and ${hidden} more; ` : null}${when}`
}

function valuesText(values: readonly string[]): string {
  return listText(values, BRIEF) || 'none'
}

function side(values: readonly string[]): Html {
  if (values.length === 0) return html`none`
  const hidden = values.length - SHOWN
  return html`<ul>${values.slice(0, SHOWN).map((value) => html`<li><code>${value}</code></li>`)}${hidden > 0 ? html`<li>and ${hidden} more</li>` : null}</ul>`
}
