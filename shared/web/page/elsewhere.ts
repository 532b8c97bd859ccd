import { type TargetResult, wasChecked } from '../../model/report.ts'
import { targetLink } from '../../view/links.ts'
import { plural } from '../../view/text.ts'
import { listText } from '../../view/words.ts'
import type { Reporting } from '../side-by-side.ts'
import type { Cause } from './causes.ts'
import { type Html, html, type Value } from './html.ts'

/** One target at one vantage. */
interface Side {
  readonly vantage: Reporting
  readonly result: TargetResult
}

/** Vantages, and addresses of a side, that are named. */
const NAMED = 3

/**
 * Where targets of a cause are as expected, and what of the network differs there: the addresses, path and resolvers of
 * one of them at a vantage that has the cause and at one that has not. Null where all have it. What a silent vantage saw
 * is old and compares with nothing, and so is what was not due.
 */
export function elsewhereOf(cause: Cause, vantages: readonly Reporting[]): Value {
  const live = vantages.filter(({ silent }) => !silent)
  const failing = new Set(cause.at.map(({ vantage }) => vantage))
  const passing = live.filter(({ name }) => !failing.has(name)).flatMap((at) => worksAt(at, cause))
  const [works] = passing
  const fails = works && sideOf(works.result.target.id, live, failing)
  if (works === undefined || fails === undefined) return null
  const names = [...new Set(passing.map(({ vantage }) => vantage.name))]
  const targets = new Set(passing.map(({ result }) => result.target.id)).size
  const how = targets === cause.targets.size ? null : `${plural(targets, 'target')} of it `
  return html`${how}as expected at ${listText(names, NAMED)}. ${contrast(works, fails)}`
}

function worksAt(vantage: Reporting, { targets }: Cause): readonly Side[] {
  return vantage.latest.results
    .filter((result) => targets.has(result.target.id) && result.verdict === 'pass')
    .filter(wasChecked)
    .map((result) => ({ vantage, result }))
}

function sideOf(id: string, live: readonly Reporting[], failing: ReadonlySet<string>) {
  return live
    .filter(({ name }) => failing.has(name))
    .flatMap((vantage): readonly Side[] => {
      const result = vantage.latest.results.find(({ target }) => target.id === id)
      return result?.verdict === 'fail' ? [{ vantage, result }] : []
    })[0]
}

function contrast(works: Side, fails: Side): Html {
  const { id, name } = works.result.target
  const rows = [
    { what: 'address', there: addressesOf(works), here: addressesOf(fails) },
    { what: 'path', there: pathOf(works), here: pathOf(fails) },
    { what: 'resolver', there: resolversOf(works), here: resolversOf(fails) },
  ].filter(({ there, here }) => there !== here)
  const link = html`<a href="${targetLink(id, works.vantage.name)}">${name}</a>`
  if (rows.length === 0)
    return html`${link} has the same addresses, path and resolvers there: compare rules and routes`
  return html`${link}: ${rows.map(({ what, there, here }, i) => html`${i === 0 ? null : '; '}${what} <code>${there}</code> there, <code>${here}</code> here`)}`
}

function addressesOf({ result }: Side): string {
  return listText([...result.addresses].sort(), NAMED) || 'none'
}

function pathOf({ result }: Side): string {
  const { kind, via } = result.path
  return via === null ? kind : `${kind} ${via}`
}

function resolversOf({ vantage }: Side): string {
  return listText(vantage.latest.vantage.resolvers, NAMED) || 'none'
}
