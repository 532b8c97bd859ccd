import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { Said, Session } from '../../cli/mcp/tool.ts'
import { check } from '../../cli/mcp/tools/check.ts'
import { incidents } from '../../cli/mcp/tools/incidents.ts'
import { rules } from '../../cli/mcp/tools/rules.ts'
import { status } from '../../cli/mcp/tools/status.ts'
import { dropped, passing, sample } from '../shared/report/sample.ts'
import { incidentOf, NOW } from '../shared/web/page/sample.ts'

/** A session whose API gives this answer, and what it was asked. */
function session(answer: unknown, code = 200, ids: readonly string[] = [], needs = ids) {
  const asked: string[] = []
  const of = (all: readonly string[]) => all.map((id) => ({ id }))
  const given = {
    app: {
      fetch: async (request: Request) => {
        const { pathname, search } = new URL(request.url)
        asked.push(`${request.method} ${pathname}${search} ${await request.text()}`.trim())
        return Response.json(answer, { status: code })
      },
    },
    planned: { targets: of(ids), capabilities: of(needs) },
    configFile: null,
    io: { cwd: tmpdir(), env: {}, out() {}, err() {}, terminal: {} },
    signal: new AbortController().signal,
  } as unknown as Session
  return { given, asked }
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `t${n + 1}`)
}

const REPORT = sample([passing(), dropped()])
const [FINDING] = REPORT.results.flatMap(({ findings }) => findings)
if (FINDING === undefined) throw new Error('Nothing was found')
const INCIDENT = incidentOf(FINDING)

describe('incidents', () => {
  test.for([
    [{}, '?limit=20'],
    [{ state: 'closed', limit: 3 }, '?limit=3&state=closed'],
    [{ id: 'a b' }, '?limit=20&id=a+b'],
  ] as const)('%j', async ([input, query]) => {
    const { given, asked } = session({ incidents: [INCIDENT] })
    const { text } = await incidents.call(input, given)
    expect(asked).toEqual([`GET /api/incidents${query}`])
    expect(text).toContain(INCIDENT.summary)
    // The log of one alone.
    expect(text.includes('Seen in 2 sweeps in a row')).toBe('id' in input)
  })

  test('none', async () => {
    const { text, isError } = await incidents.call({}, session({ incidents: [] }).given)
    expect([text, isError]).toEqual(['There are no such incidents\n', false])
  })
})

describe('status', () => {
  const vantage = { name: 'hub', latest: REPORT, lastSweepAt: NOW, ageMs: 61_000, silent: false }

  test.for([
    [{}, ''],
    [{ vantage: 'a b' }, '?vantage=a%20b'],
  ] as const)('%j', async ([input, query]) => {
    const { given, asked } = session({ vantages: [vantage], incidents: [] })
    const { text } = await status.call(input, given)
    expect(asked).toEqual([`GET /api/status${query}`])
    expect(text).toMatch(/^hub: last sweep 1 min 1 s ago\n/)
    expect(text).toContain('tcp-dropped')
    expect(text).toMatch(/\nNo incident is open\n$/)
  })

  test('one that is silent, one that never swept, and what is open', async () => {
    const silent = { ...vantage, name: 'a', silent: true, latest: null }
    const never = { ...vantage, name: 'b', ageMs: null, latest: null }
    const answer = { vantages: [silent, never], incidents: [INCIDENT] }
    const { text } = await status.call({}, session(answer).given)
    expect(text).toContain('a: last sweep 1 min 1 s ago, silent: sweeps are missing\n')
    expect(text).toContain('b: never swept by a schedule\n')
    expect(text).toContain(`Open incidents:\n\n`)
    expect(text).toContain(INCIDENT.id)
  })

  test('nothing stored', async () => {
    const { text } = await status.call({}, session({ vantages: [], incidents: [] }).given)
    expect(text).toBe('No report is stored yet: call check, or let perimeter serve sweep\n')
  })
})

describe('check', () => {
  test.for([
    [{}, 1, '{"targets":["t1"]}'],
    [{}, 500, `{"targets":${JSON.stringify(names(500))}}`],
    [{ capability: 'c' }, 501, '{"capability":"c"}'],
    [{ url: 'https://a.example', expect: {} }, 0, '{"url":"https://a.example","expect":{}}'],
  ] as const)('%j of %d targets', async ([input, count, body]) => {
    const { given, asked } = session(REPORT, 200, names(count))
    const { text, isError } = await check.call(input, given)
    expect(asked).toEqual([`POST /api/check ${body}`])
    expect([isError, text.includes('tcp-dropped')]).toEqual([false, true])
  })

  test.for([
    [0, 'No target is configured here'],
    [501, 'has 501 targets, and one call takes 500'],
  ] as const)('of %d targets without a choice is refused', async ([count, says]) => {
    const { given, asked } = session(REPORT, 200, names(count))
    const { text, isError } = await check.call({}, given)
    expect([asked, isError]).toEqual([[], true])
    expect(text).toContain(says)
  })

  const refusal = { title: 'Bad', detail: 'No such target', errors: [{ at: 'x', message: 'm' }] }
  test.for<[ids: readonly string[], needs: readonly string[], lines: readonly string[]]>([
    [[], ['c'], []],
    [names(2), [], ['Targets: t1, t2']],
    [names(50), ['c', 'd'], [`Targets: ${names(50).join(', ')}`, 'Capabilities: c, d']],
    [names(51), [], [`Targets: ${names(50).join(', ')}, and 1 more`]],
  ])('that is refused says what there is (%#)', async ([ids, needs, lines]) => {
    const { given } = session(refusal, 400, ids, needs)
    const { text, isError } = await check.call({ targets: ['x'] }, given)
    expect(isError).toBe(true)
    expect(text).toBe(['No such target', '- x: m', ...lines].join('\n'))
  })
})

describe('rules', () => {
  const registry = {
    ...{ for: 'nsg', catalog: 'azure-container-registry' },
    with: { registry: 'contoso', region: 'japaneast' },
  }
  const told = async (input: object): Promise<string> => {
    const called = async (): Promise<Said> => await rules.call(input, session({}).given)
    return await called().then(
      ({ text }) => text,
      (error: Error) => `refused: ${error.message}`,
    )
  }

  test('each part of the input counts', async () => {
    const all = [
      registry,
      { ...registry, for: 'squid' },
      { ...registry, with: { ...registry.with, region: 'westeurope' } },
      { ...registry, missing: true },
      { ...registry, cause: 'tcp-dropped 10.0.0.1' },
      { ...registry, only: '*data*' },
    ]
    const [plain, ...others] = await Promise.all(all.map(told))
    expect(plain).toContain('contoso')
    for (const text of others) expect(text).not.toBe(plain)
  })
})
