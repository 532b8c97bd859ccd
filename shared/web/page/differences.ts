import { targetLink } from '../../view/links.ts'
import { plural } from '../../view/text.ts'
import type { VantageDifference, VantageSide } from '../side-by-side.ts'
import { type Html, html, type Value } from './html.ts'
import { mark } from './mark.ts'

/** Endpoints shown, and sides of one. */
const CARDS = 12
const SIDES = 6

/**
 * What works from one vantage and fails from another, after the causes, which say what fixes it: the service is the
 * same, and the side that works shows how the other must be.
 */
export function differenceSection(differences: readonly VantageDifference[]): Value {
  if (differences.length === 0) return null
  const hidden = differences.length - CARDS
  return html`<section aria-labelledby="differs"><h2 id="differs">Differs between vantages <small>${differences.length}</small></h2>
<p>As expected from one vantage and not from another: look for what differs between their networks.</p>
<div class="causes">${differences.slice(0, CARDS).map(card)}</div>
${hidden > 0 ? html`<p>And ${plural(hidden, 'endpoint')} more; the table of targets has them first.</p>` : null}</section>
`
}

function card({ name, url, at }: VantageDifference): Html {
  const hidden = at.length - SIDES
  return html`<article class="card fail"><h3>${name}</h3>
${url.includes(name) && url.length < name.length + 12 ? null : html`<p class="where"><code>${url}</code></p>`}
<ul class="sides">${at.slice(0, SIDES).map(side)}</ul>${hidden > 0 ? html`<p>and at ${hidden} more</p>` : null}</article>
`
}

function side({ vantage, silent, target, verdict, finding }: VantageSide): Html {
  const why = finding === null || verdict === 'pass' ? null : html`: ${finding.summary}`
  return html`<li>${mark(verdict)} <a href="${targetLink(target, vantage)}">${vantage}</a>${silent ? ' (silent)' : null}${why}</li>
`
}
