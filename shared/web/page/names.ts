import type { Observation, ResolveObservation } from '../../model/observation.ts'
import type { Facts } from '../../report/facts.ts'
import type { TargetEvidenceAt } from '../../report/whole.ts'
import { type Html, html, type Value } from './html.ts'

/** Chains and links of one chain shown: a hostile server may send any number. */
const CHAINS = 12
const LINKS = 16

interface Chain {
  readonly names: readonly string[]
  readonly end: string
  readonly failed: boolean
}

/** The way from the name to its addresses, once for all resolvers that tell the same. */
export function namesSection({ result, ...facts }: TargetEvidenceAt): Value {
  const chains = new Map<string, { chain: Chain; said: string[] }>()
  for (const o of result.observations) {
    if (o.step !== 'resolve' || o.type === 'SOA') continue
    const chain = chainOf(o, facts)
    const key = JSON.stringify(chain)
    const known = chains.get(key)
    const by =
      o.engine === 'getaddrinfo' ? 'getaddrinfo (as an application)' : `${o.server} ${o.type}`
    if (known === undefined) chains.set(key, { chain, said: [by] })
    else if (!known.said.includes(by)) known.said.push(by)
  }
  if (chains.size === 0) return null
  const hidden = chains.size - CHAINS
  return html`<section aria-labelledby="names"><h2 id="names">Chain of names</h2>
${[...chains.values()].slice(0, CHAINS).map(({ chain, said }) => html`<div class="chain"><p class="where">${said.join(', ')}:</p>${steps(chain)}</div>`)}
${hidden > 0 ? html`<p>and ${hidden} more, in the evidence</p>` : null}</section>
`
}

function steps({ names, end, failed }: Chain): Html {
  const shown = names.slice(0, LINKS)
  return html`<ol class="steps">${shown.map((name) => html`<li><code>${name}</code></li>`)}${names.length > LINKS ? html`<li>${names.length - LINKS} more aliases</li>` : null}<li class="${failed ? 'bad' : 'end'}"><code>${end}</code></li></ol>`
}

function chainOf(o: ResolveObservation, { dns }: Facts): Chain {
  const answer = o.answer === null ? undefined : dns[o.answer]
  const zone = answer?.soa ? ` (says zone ${answer.soa.zone || '.'})` : ''
  const said = o.failure === null ? o.addresses.join(', ') || 'no address' : o.failure.code + zone
  const names = [o.name, ...(answer?.chain.map((alias) => alias.target) ?? [])]
  return { names, end: said, failed: isBad(o) }
}

/** A step that did not do what it set out to; that a name has no IPv6 address is no fault. */
export function isBad(o: Observation): boolean {
  if (o.failure === null) return false
  return !(o.step === 'resolve' && o.type === 'AAAA' && o.failure.code === 'dns_no_answer')
}
