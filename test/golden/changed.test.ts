import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressBook } from '../../shared/address/book.ts'
import { causesOf } from '../../shared/causes/causes.ts'
import { judge } from '../../shared/judge/judge.ts'
import { checkReport } from '../../shared/report/check.ts'
import { evidenceOf } from '../../shared/report/evidence.ts'
import { unknownCalls } from '../rules/gcloud-commands.ts'
import { knownNetwork } from '../shared/judge/known-network.ts'
import { AZURE_FLOWS } from './changes/azure-flows.ts'
import { AZURE_NAMES } from './changes/azure-names.ts'
import { AZURE_RESOURCES } from './changes/azure-resources.ts'
import { AZURE_WAYS } from './changes/azure-ways.ts'
import type { Silence } from './changes/change.ts'
import { DIFFERENCES } from './changes/differences.ts'
import { GOOGLE_FLOWS } from './changes/google-flows.ts'
import { GOOGLE_NAMES } from './changes/google-names.ts'
import { SILENCES } from './changes/silences.ts'
import { goldenReports } from './reports.ts'

const CHANGES = [
  ...AZURE_FLOWS,
  ...AZURE_NAMES,
  ...AZURE_RESOURCES,
  ...AZURE_WAYS,
  ...GOOGLE_FLOWS,
  ...GOOGLE_NAMES,
]
const reports = new Map(goldenReports().map(({ name, document }) => [name, document]))
/** What every id of a resource begins with. */
const SUBSCRIPTION = /\/subscriptions\/[0-9-]{36}\/resourceGroups\/[\w-]+\/providers\/Microsoft/g
const SUBNETS = { azure: 'vnet-lab/probe', gcp: 'probe' }

/** The target of a recorded sweep, judged with a configuration and without. */
function judged({ wire, target, cloud, configuration, place }: Silence) {
  const report = checkReport(reports.get(wire))
  const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
  const evidence = evidenceOf(report)
  const knowledge = { book, vantage: { ...report.vantage, cloud } }
  const network = knownNetwork(configuration, SUBNETS[cloud], place)
  const at = report.results.findIndex((result) => result.target.name === target)
  if (at < 0) throw new Error(`${wire} has no target ${target}`)
  const all = judge(evidence, { ...knowledge, network })
  const bare = judge(evidence, knowledge)
  const results = report.results.map((result, i) => ({
    ...result,
    verdict: all[i]?.verdict ?? 'pass',
    findings: [...(all[i]?.findings ?? [])],
  }))
  return { of: all[at], bare: bare[at], all, causes: causesOf({ ...report, results }) }
}

type Judged = ReturnType<typeof judged>['of']

function named(of: Judged): string {
  const [first] = of?.findings ?? []
  if (first?.object === undefined) return `none: ${first?.code} ${first?.cause}`
  const { kind, name, rule } = first.object
  return [kind, name, ...(rule === null ? [] : [rule])].join(' ')
}

/** The first finding, the remedy with it, and the path as the configuration has it. */
function toldOf({ shows, wire, target }: Silence, of: Judged): string {
  const [first] = of?.findings ?? []
  const hops = of?.configured?.map(({ layer, outcome, says }) => `${layer} ${outcome}: ${says}`)
  const object = Object.values(first?.object ?? {}).join(' | ')
  const texts = [object, first?.summary, first?.cause, first?.fix, ...(hops ?? [])]
  return [`${shows} (${wire}, ${target})`, ...texts.map((text) => `  ${text}`)].join('\n')
}

const disagreements = (of: Judged) =>
  of?.findings.filter(({ code }) => code === 'configuration-disagrees') ?? []

describe('a change is told by the object that was changed', () => {
  test.for(CHANGES)('$shows ($wire)', (change) => {
    const { of, bare, causes } = judged(change)
    expect(named(of)).toBe(change.object)
    const [first] = of?.findings ?? []
    for (const text of change.fix) expect(first?.fix).toContain(text)
    expect(disagreements(of)).toEqual([])
    // Verdict, code and evidence are those of the wire.
    const told = (j: Judged) => [j?.verdict, j?.findings[0]?.code, j?.findings[0]?.evidence]
    expect(told(of)).toEqual(told(bare))
    expect(causes[0]?.object ?? first?.object).toEqual(first?.object)
    // In the words of its own cloud, with commands that exist.
    const said = `${first?.cause} ${first?.fix}`
    expect(said).not.toMatch(change.cloud === 'gcp' ? /`az /u : /`gcloud /u)
    const calls = [...said.matchAll(/`(gcloud [^`]+)`/gu)].map(([, call]) => `${call} `)
    expect(calls.flatMap(unknownCalls)).toEqual([])
  })

  test('there are sixty of them, of every kind of object that can decide', () => {
    expect(CHANGES.length).toBeGreaterThanOrEqual(60)
    const kinds = new Set(CHANGES.map(({ object }) => object.split(' ')[0]))
    expect(kinds.size).toBeGreaterThanOrEqual(18)
    expect(new Set(CHANGES.map(({ shows }) => shows)).size).toBe(CHANGES.length)
  })
})

function withoutAdvice(of: Judged) {
  const findings = of?.findings.filter(({ severity }) => severity !== 'info') ?? []
  return findings.map(({ cause: _, fix: __, ...rest }) => rest)
}

describe('where the configuration and the wire differ, that is said', () => {
  test.for(DIFFERENCES)('$shows ($wire)', (difference) => {
    const { of, bare } = judged(difference)
    const [told] = disagreements(of)
    for (const text of difference.says) expect(told?.summary).toContain(text)
    expect(told?.severity).toBe('info')
    expect(of?.verdict).toBe(bare?.verdict)
    expect(withoutAdvice(of)).toEqual(withoutAdvice(bare))
    const causes = (judgement: Judged) => judgement?.findings.map(({ cause }) => cause)
    // What a rule or a route would explain is told otherwise where the configuration has none that does.
    if (!told?.summary.includes('lets it pass'))
      expect(causes(of)).toEqual(expect.arrayContaining(causes(bare) ?? []))
  })
})

describe('rules that do not matter are not named, and nothing differs', () => {
  test.for(SILENCES)('$shows ($wire)', (silence) => {
    const { all, of, bare } = judged(silence)
    const { leaves } = silence
    if (leaves === undefined) expect(of?.findings).toEqual(bare?.findings)
    else expect(of?.findings[0]?.cause).toContain(leaves)
    expect(of?.findings.map(({ code }) => code)).toEqual(bare?.findings.map(({ code }) => code))
    expect(all.flatMap(({ findings }) => findings.flatMap((f) => f.object ?? []))).toEqual([])
  })
})

// After a change of words: npx vitest run test/golden/changed.test.ts -u, and read what changed.
test('what is told with a configuration is as it was, word for word', async () => {
  const all = [...CHANGES, ...DIFFERENCES, ...SILENCES]
  const told = all.map((change) => toldOf(change, judged(change).of)).join('\n\n')
  await expect(`${told.replaceAll(SUBSCRIPTION, '…')}\n`).toMatchFileSnapshot(
    path.join('changes', 'told.txt'),
  )
})
