import type { Incident } from '../../model/incident.ts'
import { changedLines } from '../../view/words.ts'
import { type Html, html, type Value } from './html.ts'
import { timeText } from './time.ts'

/** Values of one side that are shown. */
const SHOWN = 8

/** What differed when the cause came, before and after side by side; a sentence where nothing did. */
export function changesTable({ changed }: Incident): Value {
  if (changed === null) {
    return html`<p class="where">What changed is not known: no report from before it is stored.</p>`
  }
  if (changed.parts.length === 0) return changeSentences({ changed })
  return html`<div class="scroll" role="region" aria-label="What changed" tabindex="0"><table class="changes"><caption>What changed</caption>
<thead><tr><th scope="col">What</th><th scope="col">Before <small>${timeText(changed.from)}</small></th><th scope="col">After <small>${timeText(changed.to)}</small></th></tr></thead>
<tbody>${changed.parts.map(
    ({ what, before, after }) =>
      html`<tr><th scope="row" class="text">${what}</th><td class="text">${side(before)}</td><td class="text">${side(after)}</td></tr>
`,
  )}</tbody></table></div>`
}

/** The same in words, where there is no room for a table: the first lines. */
export function changeSentences({ changed }: Pick<Incident, 'changed'>, most = 20): Value {
  if (changed === null) return null
  const [head = '', ...lines] = changedLines(changed)
  const hidden = lines.length - most
  return html`<p>${head}</p>${lines.length === 0 ? null : html`<ul>${lines.slice(0, most).map((line) => html`<li>${line.replace(/^- /, '')}</li>`)}${hidden > 0 ? html`<li>and ${hidden} more</li>` : null}</ul>`}`
}

function side(values: readonly string[]): Html {
  if (values.length === 0) return html`none`
  const hidden = values.length - SHOWN
  return html`<ul>${values.slice(0, SHOWN).map((value) => html`<li><code>${value}</code></li>`)}${hidden > 0 ? html`<li>and ${hidden} more</li>` : null}</ul>`
}
