import { disabledTexts } from '../../view/disabled-text.ts'
import { tookText } from '../../view/headline.ts'
import { plural } from '../../view/text.ts'
import type { StatusData, VantageStatus } from '../status-data.ts'
import { type Html, html, type Value } from './html.ts'
import { countsText } from './matrix.ts'
import { age, timeText } from './time.ts'

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
  return html`<tr><th scope="row">${name}</th><td>${place.filter((part) => part !== null).join(' · ')}</td><td>${silent ? html`<span class="mark fail">SILENT</span> ` : null}${at === null ? 'never' : age(at, now)}${lastSweepAt === null && latest !== null ? `, ${latest.kind}` : null}</td><td>${latest === null ? null : tookText(latest)}</td><td>${latest === null ? null : countsText(latest.summary)}</td></tr>
`
}

function outboxText({ due, dead }: StatusData['outboxDepth']): string {
  if (due === 0 && dead === 0) return 'none waiting'
  const lost = dead === 0 ? '' : `, ${dead} given up`
  return `${due} waiting to be delivered${lost}`
}

/** What keeps the page itself from telling the truth, in plain words; before everything else. */
export function probeWarnings({ vantages, outboxDepth, now }: StatusData): readonly Value[] {
  return [
    ...vantages.filter((vantage) => vantage.silent).map((vantage) => silentWarning(vantage, now)),
    ...vantages.flatMap(disabledWarnings),
    outboxDepth.dead === 0
      ? null
      : html`<p class="alarm"><strong>${plural(outboxDepth.dead, 'notification')} could not be delivered and ${outboxDepth.dead === 1 ? 'was' : 'were'} given up.</strong> Somebody may not know of what is below. Send a test with <code>perimeter alerts test</code>.</p>`,
  ]
}

function disabledWarnings({ name, latest }: VantageStatus): readonly Html[] {
  return (latest === null ? [] : disabledTexts(latest)).map(
    ({ says, fix }) =>
      html`<p class="alarm"><strong>${name} does not use all of its configuration.</strong> ${says}. ${fix}.</p>`,
  )
}

function silentWarning({ name, latest, lastSweepAt }: VantageStatus, now: string): Html {
  const at = lastSweepAt ?? latest?.startedAt ?? null
  return html`<p class="alarm"><strong>${name} is silent.</strong> ${at === null ? 'It has not reported at all' : html`Its last scheduled sweep was ${age(at, now)} (${timeText(at)})`}; what is shown of it is old. Look whether its probe still runs, and whether it reaches its store.</p>`
}
