import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { prettyReport } from '../../../shared/view/pretty.ts'
import { columns } from '../../../shared/view/text.ts'
import {
  type Case,
  deadResolver,
  dropped,
  expired,
  expiresSoon,
  many,
  mixed,
  passing,
  sample,
  unlinkedZone,
} from '../report/sample.ts'

const plain = { colour: false, width: 100 }

function show(
  cases: readonly Case[],
  options: Partial<Parameters<typeof prettyReport>[1]> = {},
): string {
  return prettyReport(sample(cases), { ...plain, ...options })
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

describe('prettyReport()', () => {
  test('is one line when all is well', () => {
    expect(show(many(19))).toBe(
      'PASS  all 19 targets pass | prod-japaneast | 2026-11-22 03:12:05 UTC | 12.4 s\n',
    )
  })

  test.for([
    [8, null],
    [9, 'and 1 other, with --verbose'],
    [10, 'and 2 others, with --verbose'],
  ] as const)('of %d targets with one finding it lists eight: %s', ([targets, says]) => {
    const cases = Array.from({ length: targets }, () => dropped())
    expect(/and \d+ others?, with --verbose/.exec(show(cases))?.[0] ?? null).toBe(says)
  })

  test.for([
    [1, ''],
    [2, ' and 1 other'],
    [3, ' and 2 others'],
  ] as const)('a warning of %d targets names one%s', ([targets, more]) => {
    const text = show(Array.from({ length: targets }, () => expiresSoon()))
    expect(/tls-expires-soon .*portal\.contoso\.com(.*)/.exec(text)?.[1]).toBe(more)
  })

  test('names in wide characters have the room that they take', () => {
    const name = '本番環境のストレージアカウント一'
    const { seen, ...rest } = passing()
    const target = { ...seen.target, name }
    const text = show([{ ...rest, seen: { ...seen, target } }], { verbose: true })
    expect(text).toContain(name)
  })

  test.for([
    { passes: 1, says: '1 target passes; --verbose lists it' },
    { passes: 2, says: '2 targets pass; --verbose lists them' },
  ])('counts what passes beside what fails: $passes', ({ passes, says }) => {
    const well = [passing(), passing('login.microsoftonline.com', '20.190.1.1')].slice(0, passes)
    expect(show([...well, dropped()])).toContain(`${says}\n`)
  })

  test('names the capabilities of which it could not find out whether they work', () => {
    const unknown = { ...passing(), verdict: 'inconclusive' } as const
    expect(show([unknown])).toContain(
      'Not known whether these work: Remote build of a Python app\n',
    )
  })

  test('names what works, and what the platform carries out on a path of its own', () => {
    const report = sample([passing()])
    const pull = { ...{ id: 'pull', name: 'Images can be pulled', catalog: 'acr' }, symptom: '' }
    const capability: Report['capabilities'][0] = {
      ...pull,
      verdict: 'pass',
      sandbox: 'image-pull',
      sandboxes: ['image-pull', 'deployment-site'],
      blockedBy: [],
    }
    const at = (facts: Record<string, string>) =>
      prettyReport(
        {
          ...report,
          capabilities: [capability],
          vantage: { ...report.vantage, cloud: 'azure', facts },
        },
        plain,
      ).replaceAll(/\s+/g, ' ')
    expect(at({})).toContain('PATH OF THE APP ONLY Images can be pulled the pull takes the VNet')
    expect(at({})).toContain('properties.outboundVnetRouting of the site: imagePullTraffic')
    expect(at({ pullImageOverVnet: '1' })).not.toContain('imagePullTraffic')
    expect(at({ pullImageOverVnet: '1' })).toContain('the deployment site has a sandbox')
  })

  test('says the verdict first, then what breaks, then why', () => {
    const text = show(mixed())
    const order = [
      'FAIL  5 causes, 7 targets, 3 capabilities',
      'DOES NOT WORK',
      'FAILING',
      'COULD NOT BE FOUND OUT',
      'WARNINGS',
      '2 targets pass',
    ]
    const places = order.map((words) => text.indexOf(words))
    expect(places[0]).toBe(0)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('prints a common cause once, with its targets under it', () => {
    const text = show([unlinkedZone('a', 'one'), unlinkedZone('b', 'two')])
    expect(count(text, 'dns-private-zone-not-used  privatelink.azurecr.io')).toBe(1)
    expect(text).toContain(
      'targets   one  https://a.azurecr.io/v2/\n            two  https://b.azurecr.io/v2/',
    )
  })

  test('keeps apart what has one code and two subjects', () => {
    const cases = [expired(), expired('other', '10.0.4.4', 'ee02')]
    expect(count(show(cases), 'tls-expired  ')).toBe(2)
  })

  test('shows the evidence line by line, the cited lines marked', () => {
    const lines = show([dropped()]).split('\n')
    expect(lines).toContain(
      '    > connect  10.0.1.9:443   generic_timeout_error (no answer within 5000 ms)              5000 ms',
    )
    expect(lines).toContain(
      '      resolve  10.0.0.4:53 A  orders.postgres.database.azure.com -> 10.0.1.9                 9.3 ms',
    )
  })

  test('shows the chain of names', () => {
    expect(show([unlinkedZone()], { width: 200 })).toContain(
      'contoso.azurecr.io -> contoso.privatelink.azurecr.io -> jpe.fe.azcr.io -> jpe-acr-reg.trafficmanager.net -> 20.43.121.5',
    )
  })

  test('lists all targets with their times when verbose', () => {
    const text = show(many(40), { verbose: true })
    for (let i = 0; i < 19; i++) expect(text).toMatch(new RegExp(`pass +passing svc-${i}\\.`))
    expect(text).toContain('ALL TARGETS')
    expect(show(many(40))).not.toContain('svc-0.')
  })

  test.for([70, 80, 100, 120, 200])('keeps within %i columns', (width) => {
    for (const verbose of [false, true]) {
      const lines = show(mixed(), { width, verbose }).split('\n')
      // The URL of the documentation stays whole, to be clicked.
      const own = lines.filter((line) => !line.includes('docs '))
      for (const line of own) expect(columns(line), line).toBeLessThanOrEqual(width)
    }
  })

  test('is the same text with and without colour', () => {
    const coloured = show(mixed(), { colour: true })
    expect(coloured).toContain('\u001b[')
    expect(stripVTControlCharacters(coloured)).toBe(show(mixed()))
  })

  test('lets nothing from the network act on the terminal', () => {
    const report = JSON.parse(
      JSON.stringify(sample(mixed())).replaceAll('azurecr', 'azure\\u001b[2J\\u202e\\u009b\\ncr'),
    ) as Report
    const text = prettyReport(report, { ...plain, verbose: true })
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(text).toContain('azure\\x1b[2J\\u{202e}\\x9b\\ncr')
  })

  test('says what else is the matter with a target', () => {
    const given = expired()
    const also = expiresSoon().findings
    expect(show([{ ...given, findings: [...given.findings, ...also] }])).toContain(
      'also tls-expires-soon: ',
    )
  })

  test('copes with a report of nothing, and with a failure that no finding explains', () => {
    expect(show([])).toMatch(/^INCONCLUSIVE {2}no target was checked/)
    expect(show([{ ...dropped(), findings: [] }])).toContain('No finding explains this')
  })

  test('lists a few targets of many, and counts the others', () => {
    const cases = Array.from({ length: 40 }, (_, i) => unlinkedZone(`r${i}`, `registry ${i}`))
    const text = show(cases)
    expect(text).toContain('and 32 others, with --verbose')
    expect(text.split('\n').length).toBeLessThan(50)
  })
})

describe('prettyReport() of a machine that is cut off', () => {
  const dead = ['a', 'b', 'c', 'd'].map((x) => deadResolver(`${x}.contoso.net`))
  const silent = [1, 2, 3].map((i): Case => {
    const given = dropped()
    const text = JSON.stringify(given).replaceAll('10.0.1.9', `20.${i}.0.1`)
    return JSON.parse(text.replaceAll('orders.', `orders${i}.`)) as Case
  })

  test.for([
    [
      'no working DNS',
      dead,
      'This machine has no working DNS: not one of 4 names could be resolved.',
    ],
    [
      'no working DNS, and an optional target that only warns',
      [...dead.slice(1), optional(dead[0])],
      'This machine has no working DNS: not one of 4 names could be resolved.',
    ],
    ['no way out', silent, 'This machine has no egress path: not one of 3 addresses answered'],
  ] as const)('says so at the top: %s', ([, cases, words]) => {
    const text = show(cases)
    expect(text.split('\n\n')[1]).toContain(words)
    expect(text).not.toContain('DOES NOT WORK')
  })

  test('shows one example of forty causes', () => {
    const cases = Array.from({ length: 40 }, (_, i) => {
      const given = deadResolver(`n${i}.contoso.net`)
      return { ...given, findings: given.findings.map((f) => ({ ...f, subject: `n${i}` })) }
    })
    const text = show(cases)
    expect(text).toContain('and 39 more findings of the same kind, with --verbose')
    expect(text.split('\n').length).toBeLessThan(40)
  })

  test.for([
    ['one target passes', [...dead, passing()]],
    ['silence was what one wanted', [...silent.slice(1), blocked(silent[0])]],
    ['too little was tried', dead.slice(0, 2)],
    ['something answered', [...silent, expired()]],
  ] as const)('claims nothing when %s', ([, cases]) => {
    expect(show(cases)).not.toContain('This machine has')
  })
})

/** The case as a target that its system can do without. */
function optional(given: Case = dropped()): Case {
  const target = { ...given.seen.target, optional: true }
  return { ...given, seen: { ...given.seen, target }, verdict: 'warn' }
}

/** The case as a target that must be blocked, and is. */
function blocked(given: Case | undefined): Case {
  return { ...(given ?? dropped()), verdict: 'pass', findings: [] }
}
