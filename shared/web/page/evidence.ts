import type { Certificate } from '../../model/facts.ts'
import type { Observation } from '../../model/observation.ts'
import type { TargetEvidenceAt } from '../../report/whole.ts'
import { evidenceLine } from '../../view/evidence-line.ts'
import { type Html, html, lines, type Value } from './html.ts'
import { isBad } from './names.ts'
import { timeText } from './time.ts'

/** Lines of evidence shown. Eight addresses, two tries and a few resolvers stay below it. */
const LINES = 200
/** Characters of a body that is shown; the probe keeps few anyway. */
const BODY = 4_000
const CERTIFICATES = 10

/** Everything that was seen, line by line; `since` tells of evidence that an older sweep holds for this one. */
export function evidenceSection(at: TargetEvidenceAt, since: string | null): Html {
  const { observations, findings } = at.result
  const cited = new Set(findings.flatMap((finding) => finding.evidence))
  const hidden = observations.length - LINES
  const { checkedAt } = at.result
  const same = checkedAt === undefined ? 'this sweep saw' : html`that of ${timeText(checkedAt)} saw`
  const older =
    since === null || since === checkedAt
      ? null
      : html`<p>Seen in full in the sweep of ${timeText(since)}; ${same} the same.</p>`
  if (observations.length === 0)
    return html`<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2><p>Nothing was observed.</p></section>`
  return html`<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>
${older}<p>${cited.size === 0 ? null : html`Lines with <span class="cited-mark">&gt;</span> are what the findings rest on.`}</p>
<div class="scroll" role="region" aria-label="Lines of evidence" tabindex="0"><table class="evidence">
<thead><tr><th scope="col">Line</th><th scope="col">Step</th><th scope="col">To</th><th scope="col">Result</th><th scope="col">Took</th></tr></thead>
<tbody>${observations.slice(0, LINES).map((o, index) => row(o, index, cited.has(index), at))}</tbody>
</table></div>
${hidden > 0 ? html`<p>and ${hidden} lines more; the JSON has all</p>` : null}
${observations.slice(0, LINES).map(answerOf)}
${certificatesOf(at)}</section>
`
}

function row(o: Observation, index: number, cited: boolean, facts: TargetEvidenceAt): Html {
  const line = evidenceLine(o, facts)
  const look = `${cited ? 'cited ' : ''}${isBad(o) ? 'bad' : 'ok'}`
  return html`<tr id="line-${index + 1}" class="${look}"><th scope="row">${cited ? html`<span class="cited-mark">&gt;</span>` : null}${index + 1}</th><td>${line.step}</td><td><code>${line.to}</code></td><td class="text"><code>${line.result}</code></td><td class="number">${line.ms}</td></tr>
`
}

/** What a server or proxy answered, as far as it was kept: who refused is in there more often than not. */
function answerOf(o: Observation, index: number): Value {
  if (o.step !== 'request' && o.step !== 'proxy') return null
  const headers = Object.entries(o.headers).map(([name, value]) => `${name}: ${value}`)
  if (headers.length === 0 && o.body === '') return null
  const text = [...headers, '', o.body.slice(0, BODY)].join('\n')
  return html`<details id="answer-${index + 1}"><summary>Answer of line ${index + 1}: headers and first bytes</summary><pre tabindex="0">${lines(text)}</pre></details>
`
}

function certificatesOf({ certificates, result }: TargetEvidenceAt): Value {
  const presented = new Set(
    result.observations.flatMap((o) => (o.step === 'handshake' ? o.chain : [])),
  )
  const known = [...presented].flatMap((key) => certificates[key] ?? []).slice(0, CERTIFICATES)
  if (known.length === 0) return null
  return html`<details id="certificates"><summary>Certificates presented</summary>${known.map(certificate)}</details>`
}

const NAMES = 20

function certificate(given: Certificate): Html {
  const names = given.names.slice(0, NAMES).join(', ')
  const hidden = given.names.length - NAMES
  return html`<dl class="facts"><dt>Subject</dt><dd><code>${given.subject}</code></dd><dt>Issuer</dt><dd><code>${given.issuer}</code></dd><dt>Valid</dt><dd>${timeText(given.notBefore)} to ${timeText(given.notAfter)}</dd><dt>Names</dt><dd><code>${names}</code>${hidden > 0 ? ` and ${hidden} more` : null}</dd><dt>Key</dt><dd>${given.key}${given.selfSigned ? ', self-signed' : null}</dd></dl>`
}
