import { expect, test } from 'vitest'
import { needsOf } from '../../../shared/error-text/capability-needs.ts'
import { MEANINGS } from '../../../shared/error-text/meanings/table.ts'
import { peersIn } from '../../../shared/error-text/peers.ts'
import { SIGN_TABLES } from '../../../shared/error-text/signs/table.ts'
import { capabilityOf } from '../../../shared/error-text/system-rows.ts'
import { FAILURES } from '../../../shared/failure/table.ts'
import { FINDINGS } from '../../../shared/finding/table.ts'
import { cpuTime } from '../../fixtures/cpu-time.ts'

const SIGNS = SIGN_TABLES.flatMap(({ family, source, signs }) =>
  signs.map((sign) => ({ family, source: sign.source ?? source, sign })),
)

test('every sign has a source, says something, and names capabilities that there are', () => {
  for (const { family, source, sign } of SIGNS) {
    const name = `${family} ${sign.test}`
    expect.soft(source, name).toMatch(/^https:\/\//)
    expect.soft(sign.where?.filter((id) => capabilityOf(id) === null) ?? [], name).toEqual([])
    expect
      .soft(
        [sign.shows, sign.where, sign.lookFor, sign.port].some((one) => one != null),
        name,
      )
      .toBe(true)
  }
})

test('meanings name failures and findings that there are', () => {
  for (const { failures, findings } of Object.values(MEANINGS)) {
    expect(failures.filter((code) => !(code in FAILURES))).toEqual([])
    expect(findings.filter((code) => !(code in FINDINGS))).toEqual([])
  }
})

test('every meaning is the meaning of some words', () => {
  const shown = new Set<string>(SIGNS.flatMap(({ sign }) => sign.shows ?? []))
  const ofAnswers = [
    'name private',
    'name public',
    'private record missing',
    'private zone not used',
  ]
  const unused = Object.keys(MEANINGS).filter(
    (name) => !shown.has(name) && !ofAnswers.includes(name),
  )
  expect(unused).toEqual([])
})

// After a change of the tables: npx vitest run test/shared/error-text/tables.test.ts -u, and read what changed.
test('what each meaning leads to is as it was', async () => {
  const rows = Object.entries(MEANINGS).map(([name, { says: _, ...rest }]) =>
    [name, ...Object.entries(rest).map(([key, value]) => `  ${key}: ${value}`)].join('\n'),
  )
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('meanings.txt')
})

test('what each sign shows is as it was', async () => {
  const rows = SIGNS.map(
    ({ family, sign: { test: pattern, misleads: _, lookFor: __, source: ___, ...rest } }) =>
      [
        family,
        ...Object.entries(rest).map(([key, value]) => `${key}: ${value}`),
        pattern.source.slice(0, 40),
      ].join(' | '),
  )
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('signs.txt')
})

test('at least 40 messages are known to say something else than what is wrong', () => {
  expect(SIGNS.filter(({ sign }) => sign.misleads !== undefined).length).toBeGreaterThanOrEqual(40)
})

/** A gap without bound before what never comes makes the time grow with the square of the text. */
test.for([
  'a',
  ' ',
  '"',
  'x.',
  '10.',
  '-',
  '\n',
  'Error: ',
  'https://a.example/',
  'dial tcp ',
  'ProxyError(',
  '* Connected to a (',
  'IP a.1 > b.2: Flags [S] ',
])('signs are as quick on many %j as on any text', async (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length))
  for (const { sign } of SIGNS) {
    const took = await cpuTime(() => sign.test.test(text))
    expect.soft(took, String(sign.test)).toBeLessThan(400)
  }
})

test('names in certificates of one long line are read in a moment', async () => {
  const text = 'certificate is valid for a.example, '.repeat(3000)
  expect(await cpuTime(() => peersIn(text))).toBeLessThan(2000)
})

test('what a system needs is told with when and why', () => {
  expect(needsOf('azure-functions/none')).toBeNull()
  expect(needsOf('azure-functions/build-python')?.endpoints).toEqual([
    'https://oryx-cdn.microsoft.io/ (with os linux and build python or node or dotnet; 400 InvalidQueryParameterValue is the answer of the CDN itself)',
    'https://pypi.org/ (with build python)',
    'https://files.pythonhosted.org/ (with build python)',
  ])
  expect(needsOf('azure-functions/remote-build')?.endpoints[1]).toBe(
    'https://oryxsdksprodbackup.blob.core.windows.net/ (optional; with os linux and build python or node or dotnet; When the CDN fails and a backup is configured)',
  )
})

/** What else to look at, by how it begins, and the check of the whole. */
test.for([
  [
    'azure-functions/content',
    ['a name that has', 'The mount needs', 'Creating the app', 'Read prop', 'Make the share'],
    'azure-functions --with app=func-orders --with region=japaneast',
  ],
  ['azure-functions/remote-build', ['When a build'], undefined],
  [
    'azure-private-endpoints/private',
    ['a name that has'],
    'azure-private-endpoints --with hosts=kv-orders.vault.azure.net',
  ],
  ['internet-blocked/web-closed', [], 'internet-blocked --with names=www.example.com'],
  ['google-apis/apis', ['a name that has'], 'google-apis'],
] as const)('what %s needs besides its endpoints', ([id, hints, check]) => {
  const needs = needsOf(id)
  expect(needs?.hints).toEqual(hints.map((begin) => expect.stringMatching(`^${begin}`)))
  if (check !== undefined) expect(needs?.check).toBe(`perimeter check --catalog ${check}`)
})
