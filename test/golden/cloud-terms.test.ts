import { describe, expect, test } from 'vitest'
import { addressBook } from '../../shared/address/book.ts'
import { causesOf } from '../../shared/causes/causes.ts'
import { rowIn } from '../../shared/finding/in-cloud.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { judge } from '../../shared/judge/judge.ts'
import type { Cloud } from '../../shared/model/cloud.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { FindingCode } from '../../shared/model/finding-codes.ts'
import { checkReport } from '../../shared/report/check.ts'
import { evidenceOf } from '../../shared/report/evidence.ts'
import { cloudOfName } from '../../shared/zone/cloud-of-name.ts'
import { casesByHand } from '../shared/judge/cases-by-hand.ts'
import { AZURE_TERMS, GOOGLE_TERMS } from './cloud-terms.ts'
import { goldenReports } from './reports.ts'

const BOOK = addressBook({ privateRanges: [], owners: [] })

/** Findings that only a service of Azure can have, so that no other words are needed. */
const OF_AZURE: ReadonlySet<string> = new Set([
  // An alias into a privatelink zone, or what it should lead to.
  'dns-private-record-missing',
  'dns-private-zone-not-used',
  'dns-no-private-endpoint',
  'dns-companion-not-private',
  // The answer of Azure’s DNS security policy.
  'dns-blocked-by-policy',
  // What Azure’s services and its firewall say.
  'http-reached-publicly',
  'http-service-stopped',
  // A list that Arc publishes.
  'allow-list-changed',
  // Settings of App Service.
  'vnet-route-all-off',
  'vnet-dns-setting-ignored',
  'platform-path-not-proven',
])

/** Findings that only a service of Google can have. */
const OF_GOOGLE: ReadonlySet<string> = new Set([
  'dns-google-vip-wrong',
  'dns-google-vip-not-used',
  'http-front-end-refused',
  'network-no-internet',
  'google-vip-service-unlisted',
])

function found(text: string, terms: typeof AZURE_TERMS): readonly string[] {
  return terms.flatMap(({ term, because }) => {
    const word = term.exec(text)?.[0]
    return word === undefined ? [] : [`“${word}”: ${because}`]
  })
}

/** The terms that a text holds and should not, each with its reason; what was observed is quoted and does not count. */
function foreign(text: string, host: string, probe: Cloud): readonly string[] {
  const of = cloudOfName(host)
  const terms =
    of === 'gcp' && probe !== 'azure'
      ? AZURE_TERMS
      : of === 'azure' && probe !== 'gcp'
        ? GOOGLE_TERMS
        : []
  return found(text, terms).map((why) => `${why} (${host})`)
}

/** Where the platform says nothing, the DNS of Azure tells where the probe is. */
function homeBy(resolvers: readonly string[]): Cloud {
  return resolvers.includes('168.63.129.16:53') ? 'azure' : 'other'
}

/** What advises: summaries quote what was seen, whose words are nobody’s choice. */
function advice({ cause, fix, docs }: Pick<Finding, 'cause' | 'fix'> & { docs: string }): string {
  return `${cause}\n${fix}\n${docs}`
}

test.for(Object.entries(FINDINGS))('the row %s is told in the words of either cloud', ([code]) => {
  const texts = (cloud: Cloud) => {
    const { causes, fix, docs } = rowIn(code as FindingCode, cloud)
    return advice({ cause: causes.join('; '), fix, docs })
  }
  const wrong = [
    ...(OF_AZURE.has(code) ? [] : found(texts('gcp'), AZURE_TERMS)),
    ...(OF_GOOGLE.has(code) ? [] : found(texts('azure'), GOOGLE_TERMS)),
  ]
  expect(wrong).toEqual([])
})

describe('no text about a target of one cloud holds a term of the other', () => {
  test.for(goldenReports())('$name', ({ document }) => {
    const report = checkReport(document)
    const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
    const judged = judge(evidenceOf(report), { book, vantage: report.vantage })
    const { cloud } = report.vantage
    const results = report.results.map((result, at) => ({
      ...result,
      findings: [...(judged[at]?.findings ?? [])],
    }))
    const hostOf = new Map(results.map(({ target }) => [target.id, new URL(target.url).hostname]))
    const told = results.flatMap(({ target, findings }) =>
      findings.map((f) => ({ host: hostOf.get(target.id) ?? '', text: `${f.code}: ${advice(f)}` })),
    )
    const caused = causesOf({ ...report, results }).flatMap((cause) => {
      const hosts = cause.targets.map((id) => hostOf.get(id) ?? '')
      // A cause of targets of several clouds may name what each of them has.
      const several = new Set(hosts.map(cloudOfName)).size > 1
      const text = `cause ${cause.code}: ${cause.statement}\n${advice(cause)}`
      return several ? [] : hosts.map((host) => ({ host, text }))
    })
    const wrong = [...told, ...caused].flatMap(({ host, text }) =>
      foreign(text, host, cloud).map((why) => `${text.split(':')[0]}: ${why}`),
    )
    expect([...new Set(wrong)]).toEqual([])
  })

  test('cases by hand', async () => {
    const wrong = (await casesByHand()).flatMap(({ name, evidence, lists, vantage }) => {
      const known = { ...(lists && { lists }), ...(vantage && { vantage }) }
      return judge(evidence, { book: BOOK, ...known }).flatMap(({ findings }, at) =>
        findings.flatMap((f) =>
          foreign(
            advice(f),
            evidence.targets[at]?.target.host ?? '',
            vantage?.cloud ?? homeBy(evidence.systemResolvers),
          ).map((why) => `${f.code} (${name}): ${why}`),
        ),
      )
    })
    expect(wrong).toEqual([])
  })
})
