import type { CapabilityResult } from '../model/report.ts'
import { type Unproven, unprovenBy } from './left-open.ts'
import type { Page } from './page.ts'
import { columns, labelled, plural } from './text.ts'

/** Names of targets listed as the reason, before the rest is only counted. */
const NAMED = 4

/** What a pass leaves open, since the platform carries it out itself from a place that was not checked. */
const ELSEWHERE = 'PROVED FOR THE PATH OF THE APP ONLY'

/** What does not work, in the words of who uses it; and, in one line, of what that could not be found out. */
export function prettyCapabilities(page: Page): readonly string[] {
  const { capabilities } = page.report
  const broken = capabilities.filter((c) => c.verdict === 'fail')
  // One that no target of this sweep belongs to (`--only`) was not asked about.
  const unknown = capabilities.filter((c) => c.verdict === 'inconclusive' && c.blockedBy.length > 0)
  const lines = broken.flatMap((capability) => brokenLines(page, capability))
  const elsewhere = unprovenBy(page.report)
  const label = 'Not known whether these work: '
  return [
    ...(broken.length === 0 ? [] : [page.paint('bold', 'DOES NOT WORK'), ...lines]),
    ...(unknown.length === 0
      ? []
      : labelled(label, unknown.map((c) => c.name).join(', '), page.width)),
    ...(elsewhere.length === 0
      ? []
      : [page.paint('bold', ELSEWHERE), ...elsewhere.flatMap((open) => openLines(page, open))]),
  ]
}

function openLines(page: Page, { capabilities, unproven, check }: Unproven): readonly string[] {
  const said = labelled('    ', `${unproven}. ${check}`, page.width)
  return [
    ...labelled('  ', capabilities.join(', '), page.width),
    ...said.map((l) => page.paint('dim', l)),
  ]
}

function brokenLines(page: Page, capability: CapabilityResult): readonly string[] {
  const title = `${capability.name}${capability.catalog === null ? '' : ` (${capability.catalog})`}`
  const symptom = labelled('    ', capability.symptom, page.width)
  const because = labelled('    because of: ', blockers(page, capability), page.width)
  return [`  ${page.paint('red', title)}`, ...symptom, ...because.map((l) => page.paint('dim', l))]
}

function blockers(page: Page, { blockedBy }: CapabilityResult): string {
  const names = blockedBy.map(
    (id) => page.report.results.find((r) => r.target.id === id)?.target.name ?? id,
  )
  // Several targets may have one name, each with a port of its own.
  const unique = [...new Set(names)]
  const shown = unique.slice(0, NAMED).join(', ')
  const rest = unique.length - NAMED
  return rest > 0 && columns(shown) > 0 ? `${shown} and ${plural(rest, 'other')}` : shown
}
