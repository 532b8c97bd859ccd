import { disabledTexts } from '../../view/disabled-text.ts'
import { tookText } from '../../view/headline.ts'
import { notDueCount } from '../../view/not-due.ts'
import { plural } from '../../view/text.ts'
import type { StatusData, VantageStatus } from '../status-data.ts'
import { type Html, html, type Value } from './html.ts'
import { countsText } from './matrix.ts'
import { age } from './time.ts'

/** Silent vantages named before everything else. */
const SILENT = 4

/** Where probes run, how old their last sweep is, and whether notifications leave. */
export function vantageSection({ vantages, outboxDepth, now }: StatusData): Html {
  return html`<section aria-labelledby="vantages"><h2 id="vantages">Vantages</h2>
<div class="scroll" role="region" aria-label="Table of vantages" tabindex="0"><table>
<thead><tr><th scope="col">Vantage</th><th scope="col">Environment</th><th scope="col">Last sweep</th><th scope="col">Took</th><th scope="col">Targets</th></tr></thead>
<tbody>${vantages.map((vantage) => row(vantage, now))}</tbody>
</table></div>
<p>Notifications: ${outboxText(outboxDepth)}.</p>
</section>
`
}

function row({ name, latest, lastSweepAt, silent }: VantageStatus, now: string): Html {
  const at = lastSweepAt ?? latest?.startedAt ?? null
  const place =
    latest === null ? [] : [latest.vantage.cloud, latest.vantage.region, latest.vantage.app]
  return html`<tr><th scope="row">${name}</th><td>${place.filter((part) => part !== null).join(' · ')}</td><td>${silent ? html`<span class="mark fail">SILENT</span> ` : null}${at === null ? 'never' : age(at, now)}${lastSweepAt === null && latest !== null ? `, ${latest.kind}` : null}</td><td>${latest === null ? null : tookText(latest)}</td><td>${latest === null ? null : `${countsText(latest.summary)}${notDueCount(latest)}`}</td></tr>
`
}

function outboxText({ due, dead }: StatusData['outboxDepth']): string {
  if (due === 0 && dead === 0) return 'none waiting'
  const lost = dead === 0 ? '' : `, ${dead} given up`
  return `${due} waiting to be delivered${lost}`
}

/** What keeps the page itself from telling the truth, in plain words; before everything else, and short. */
export function probeWarnings(data: StatusData): readonly Value[] {
  const { vantages, outboxDepth, now } = data
  const silent = vantages.filter((vantage) => vantage.silent)
  return [
    data.remembered
      ? html`<p class="alarm"><strong>The store does not answer, or too slowly.</strong> What is shown is what the probe remembers: incidents, notifications and other vantages may be missing or old.</p>`
      : null,
    silent.length === 0 ? null : silentWarning(silent, now),
    ...vantages.flatMap(disabledWarnings),
    outboxDepth.dead === 0
      ? null
      : html`<p class="alarm"><strong>${plural(outboxDepth.dead, 'notification')} could not be delivered and ${outboxDepth.dead === 1 ? 'was' : 'were'} given up.</strong> Send a test with <code>perimeter alerts test</code>.</p>`,
  ]
}

function disabledWarnings({ name, latest }: VantageStatus): readonly Html[] {
  return (latest === null ? [] : disabledTexts(latest)).map(
    ({ says, fix }) =>
      html`<p class="alarm"><strong>${name} does not use all of its configuration.</strong> ${says}. ${fix}.</p>`,
  )
}

function silentWarning(silent: readonly VantageStatus[], now: string): Html {
  const each = silent.slice(0, SILENT).map(({ name, latest, lastSweepAt }, i) => {
    const at = lastSweepAt ?? latest?.startedAt ?? null
    return html`${i === 0 ? null : '; '}<strong>${name} is silent</strong>, ${at === null ? 'it has not reported at all' : html`last sweep ${age(at, now)}`}`
  })
  const hidden = silent.length - SILENT
  return html`<p class="alarm">${each}${hidden > 0 ? `; and ${hidden} more` : null}. What is shown of ${silent.length === 1 ? 'it' : 'them'} is old: look whether the probe runs, and reaches its store.</p>`
}
