import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import { canonicalIp } from '../address/ip.ts'
import { FINDINGS } from '../finding/table.ts'
import type { Finding } from '../model/finding.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { Report, TargetResult } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { googleDomain } from '../zone/google-domains.ts'
import { zoneOfSubject } from '../zone/record-subject.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { type Need, parentId, type WantedTarget } from './need.ts'

/** What a report found missing. */
export interface Missing {
  readonly wanted: readonly WantedTarget[]
  /** Targets that fail for a cause that no such rule fixes, and its code. */
  readonly other: readonly { readonly target: string; readonly code: FindingCode }[]
  /** Ids of failing targets that the configuration no longer has. */
  readonly gone: readonly string[]
}

/**
 * Sorts the failing targets of a report by what would fix them. The first finding that a rule fixes decides: it is the
 * root.
 */
export function missingOf(report: Report, targets: readonly Target[]): Missing {
  const planned = new Map(targets.map((target) => [target.id, target]))
  const found = report.results.flatMap((result) => {
    const cause = causeOf(result)
    return cause === null ? [] : [{ result, ...cause, target: targetOf(result, planned) }]
  })
  return {
    wanted: found.flatMap(({ target, wants, hiddenBy, result }) => {
      if (target === null || wants === null) return []
      const seen = wants.reach && target.proxy === null ? blockedAt(result) : []
      return [
        {
          target,
          wants,
          ...(hiddenBy !== undefined && { hiddenBy }),
          ...(seen.length > 0 && { seen }),
        },
      ]
    }),
    other: found.flatMap(({ target, wants, code }) =>
      target === null || wants !== null ? [] : [{ target: target.id, code }],
    ),
    gone: found.flatMap(({ target, result }) => (target === null ? [result.target.id] : [])),
  }
}

interface MissingCause {
  readonly code: FindingCode
  readonly wants: Need['wants'] | null
  readonly hiddenBy?: string
}

function causeOf(result: TargetResult): MissingCause | null {
  if (result.verdict === 'pass') return null
  const serious = result.findings.filter(({ severity }) => severity !== 'info')
  for (const finding of serious) {
    const { code } = finding
    const { traits } = FINDINGS[code]
    if (traits.includes('fixed-by-firewall')) {
      return { code, wants: { reach: true, resolve: false } }
    }
    if (traits.includes('fixed-by-zone') && isLed(result)) return resolveCause(result, finding)
  }
  const [first] = serious
  return first === undefined ? null : { code: first.code, wants: null }
}

/** The addresses that could not be connected to, where all of them are private: those of others change. */
function blockedAt({ observations }: TargetResult): readonly string[] {
  const failed = observations.flatMap((one) =>
    one.step === 'connect' && one.failure !== null ? [canonicalIp(one.address)] : [],
  )
  const isPrivate = (address: string) => classify(address, EMPTY_BOOK).realm === 'private'
  return failed.every(isPrivate) ? [...new Set(failed)].toSorted() : []
}

/** A zone that answers is not made again; one below the zone of Azure’s table hides that one’s records. */
function resolveCause({ target }: TargetResult, { code, subject }: Finding): MissingCause {
  const wants = { reach: false, resolve: true }
  if (isGoogleZone(target.url, code, subject)) return { code, wants: { ...wants, record: true } }
  if (code !== 'dns-private-record-missing') return { code, wants }
  const answering = zoneOfSubject(subject ?? '')
  const host = parseTargetUrl(target.url).endpoint?.host ?? ''
  const zones = zoneOf(host)?.zones ?? []
  const below = zones.some((zone) => answering.endsWith(`.${zone}`))
  return { code, wants: { ...wants, record: true }, ...(below && { hiddenBy: answering }) }
}

/** The private zone that answered is the one that leads this name of Google’s: only the record is missing. */
function isGoogleZone(url: string, code: FindingCode, subject: string | null | undefined): boolean {
  if (code !== 'dns-public-zone-shadowed' && code !== 'dns-private-record-missing') return false
  const host = parseTargetUrl(url).endpoint?.host ?? ''
  return googleDomain(host)?.name === zoneOfSubject(subject ?? '')
}

/** Whether the name must lead to a place of the network’s own making, to which a zone can lead it. */
function isLed({ target }: TargetResult): boolean {
  return target.expect.resolution !== 'any' && target.expect.resolution !== 'public'
}

/** The planned target; for one that another discovered in its answer, the other with the name found. */
function targetOf(
  { target: { id, name, url, expect } }: TargetResult,
  planned: ReadonlyMap<string, Target>,
): Target | null {
  const own = planned.get(id)
  if (own !== undefined) return own
  const from = planned.get(parentId(id))
  const { endpoint } = parseTargetUrl(url)
  if (from === undefined || endpoint === null) return null
  return { ...from, ...endpoint, id, name, expect }
}
