import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { KnownNetwork } from '../../../shared/cloud-network/at.ts'
import { judge } from '../../../shared/judge/judge.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import type { Case, Near } from './cases/case.ts'
import { BOOK } from './evidence.ts'
import { NAMED_INGRESS } from './named-ingress.ts'
import { NAMED } from './named-objects.ts'
import { NAMED_PEERINGS } from './named-peerings.ts'
import { BESIDE } from './near/beside.ts'
import { COMPANIONS_NEAR } from './near/companions.ts'
import { FAILED } from './near/failures.ts'
import { LIMITS, STATUS_LIMITS } from './near/limits.ts'
import { NAMES_NEAR } from './near/names.ts'
import { KNOWN } from './near/networks.ts'
import { GOOGLE_CATALOGS, GOOGLE_PORTS } from './near/ports.ts'
import { PROXY_COUNTS, PROXY_LIMITS } from './near/proxies.ts'
import { QUESTIONS } from './near/questions.ts'
import { SEEN } from './near/seen.ts'
import { SILENT_SERVERS } from './near/silent-servers.ts'
import { SWEEPS_NEAR } from './near/sweeps.ts'

type Told = Near & Partial<Case>

const OBJECTS = Object.entries(SEEN)
const FILES = globSync('cases/*.ts', { cwd: import.meta.dirname }).sort()

async function casesIn(file: string): Promise<readonly Told[]> {
  const module: object = await import(path.join(import.meta.dirname, file))
  return Object.values(module).filter(Array.isArray).flat()
}

function toldOf({
  name,
  evidence,
  lists = {},
  before = new Map(),
  vantage,
  network,
}: Told): string {
  const known = {
    book: BOOK,
    lists,
    before,
    vantage: vantage ?? { cloud: 'other', facts: {} },
    network,
  }
  const lines = judge(evidence, known).flatMap(({ verdict, findings }, i) => [
    `  ${verdict} ${evidence.targets[i]?.target.url}`,
    ...findings.flatMap(finding),
  ])
  return [name, ...lines].join('\n')
}

function finding({ code, severity, subject, summary, cause, fix, evidence, object }: Finding) {
  const named = object === undefined ? [] : [Object.values(object).join(' | ')]
  return [
    `    ${severity} ${code} of ${subject} [${evidence.join()}]`,
    ...[summary, cause, fix, ...named].map((text) => `      ${text.replaceAll('\n', '\n      ')}`),
  ]
}

async function expectTold(name: string, all: readonly Told[]): Promise<void> {
  await expect(`${all.map(toldOf).join('\n\n')}\n`).toMatchFileSnapshot(
    path.join('told', `${name}.txt`),
  )
}

// After a change of words: npx vitest run test/shared/judge/told.test.ts -u, and read what changed.
test.for(FILES)('what is told of %s is as it was, word for word', async (file) => {
  const all = await casesIn(file)
  if (all.length > 0) await expectTold(path.basename(file, '.ts'), all)
})

test.for([
  ['limits', [...LIMITS, ...STATUS_LIMITS]],
  ['proxies', PROXY_LIMITS],
  ['proxy-counts', PROXY_COUNTS],
  ['sweeps', SWEEPS_NEAR],
  ['beside', BESIDE],
  ['questions', QUESTIONS],
  ['google-ports', [...GOOGLE_PORTS, ...GOOGLE_CATALOGS]],
] as const)('what is told on both sides of %s is as it was', async ([name, all]) => {
  await expectTold(name, all)
})

test('what is told where the configuration names an object is as it was', async () => {
  const named = [...NAMED, ...NAMED_INGRESS, ...NAMED_PEERINGS].map(
    ({ shows, evidence, network, cloud }) => ({
      ...{ name: shows, evidence, network },
      vantage: { cloud: cloud ?? 'azure', facts: {} },
    }),
  )
  await expectTold('named', named)
})

/** The first target in a line: its findings, and what the root says. */
function brief(said: (root: Finding) => readonly string[]) {
  return ({ name, evidence, vantage = { cloud: 'other', facts: {} } }: Told): string => {
    const [first] = judge(evidence, { book: BOOK, vantage })
    const findings = first?.findings ?? []
    const codes = findings.map((f) => `${f.severity} ${f.code} [${f.evidence.join()}]`)
    const [root] = findings
    return [name, first?.verdict, ...codes, ...(root === undefined ? [] : said(root))].join(' | ')
  }
}

test.for([
  ['failures', FAILED, ({ summary }: Finding) => [summary]],
  ['name-ends', NAMES_NEAR, ({ summary }: Finding) => [summary]],
  ['companions-near', COMPANIONS_NEAR, ({ summary, severity }: Finding) => [severity, summary]],
  ['silent-servers', SILENT_SERVERS, ({ cause, fix, docs }: Finding) => [cause, fix, docs]],
] as const)('what is told of each of the %s is as it was, in brief', async ([name, all, said]) => {
  await expect(`${all.map(brief(said)).join('\n')}\n`).toMatchFileSnapshot(
    path.join('told', `${name}.txt`),
  )
})

/** The object that each configuration has for what was seen, and how the remedy begins. */
function objectsFor([what, evidence]: (typeof OBJECTS)[number]): string {
  const vantage = { cloud: 'azure', facts: {} } as const
  const rootOf = (network?: KnownNetwork) => {
    const [first] = judge(evidence, { book: BOOK, vantage, network })
    return first?.findings[0]
  }
  const named = Object.entries(KNOWN).flatMap(([name, network]) => {
    const { object, fix = '' } = rootOf(network) ?? {}
    if (object === undefined) return []
    const own = fix === rootOf()?.fix ? 'its own remedy' : fix.slice(0, 60)
    const { kind, name: whose, rule = '' } = object
    return [`  ${name}: ${[kind, whose, rule].join(' ').trim()} | ${own}`]
  })
  return [`${what}: ${rootOf()?.code}`, ...named].join('\n')
}

test('what each configuration explains of what was seen is as it was', async () => {
  await expect(`${OBJECTS.map(objectsFor).join('\n')}\n`).toMatchFileSnapshot(
    path.join('told', 'objects.txt'),
  )
})
