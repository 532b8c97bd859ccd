import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../shared/model/evidence.ts'
import type { Report } from '../../../shared/model/report.ts'
import { buildReport } from '../../../shared/report/build.ts'
import { timingsOf } from '../../../shared/report/timings.ts'
import { reportJsonSchema } from '../../../shared/view/json-schemas.ts'
import { check, NOW } from '../judge/evidence.ts'
import { opens } from '../judge/path-pieces.ts'
import { deadResolver, dropped, many, mixed, passing, proxyDenial, sample } from './sample.ts'
import { VANTAGE } from './sample-place.ts'
import { connected, fingerprint, lookedUp, requested, shaken } from './sample-steps.ts'

const silent = (attempt: number, at: number) =>
  opens('20.2.2.2', { fails: 'generic_timeout_error', took: 5000, attempt, at })
const answer = (attempt: number, at: number) => opens('20.2.2.2', { took: 10, attempt, at })

function validator() {
  const formats = { 'date-time': true, uri: true } as const
  return new Ajv2020({ allErrors: true, strict: true, formats }).compile(reportJsonSchema())
}

describe('reportJsonSchema()', () => {
  const valid = validator()

  test.for([
    ['one of each', sample(mixed())],
    ['no targets', sample([])],
    ['many', sample(many(50))],
  ] as const)('accepts a report of %s', ([, report]) => {
    valid(report)
    expect(valid.errors ?? []).toEqual([])
  })

  test('refuses a key that no report has', () => {
    expect(valid({ ...sample([]), color: 'red' })).toBe(false)
  })

  test('names itself', () => {
    expect(reportJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:perimeter:schema:report:1',
      title: 'Perimeter report',
    })
  })
})

describe('buildReport()', () => {
  test('tells within what time the path of a fresh instance opened, and of no other', () => {
    const evidence = (warmUp: number): Evidence => ({
      ...{ startedAt: NOW, finishedAt: NOW, warmUp, systemResolvers: [] },
      ...{ dns: {}, certificates: {} },
      targets: [
        ...[check('https://late.example', {}, silent(1, 0), silent(2, 20_000), answer(3, 31_234))],
        ...[check('https://open.example', {}, answer(1, 0))],
        ...[check('https://shut.example', {}, silent(1, 0))],
      ].map(({ seen }) => seen),
    })
    const openedAfter = (warmUp: number) => {
      const judgements = Array.from(
        { length: 3 },
        () => ({ verdict: 'pass', findings: [] }) as const,
      )
      const { results } = buildReport({
        ...{ id: 'r', kind: 'scheduled', vantage: VANTAGE, judgements, capabilities: [] },
        evidence: evidence(warmUp),
      })
      return results.map((result) => result.openedAfter)
    }
    expect(openedAfter(60_000)).toEqual([31_244, null, null])
    expect(openedAfter(0)).toEqual([null, null, null])
  })

  test('counts the verdicts', () => {
    expect(sample(mixed()).summary).toEqual({ pass: 2, warn: 1, fail: 6, inconclusive: 1 })
  })

  test('rounds all times to tenths of a ms', () => {
    const { observations } = sample([passing()]).results[0] as Report['results'][0]
    for (const o of observations) {
      for (const ms of [o.t0, o.t, ...(o.step === 'request' ? [o.firstByte ?? 0] : [])]) {
        expect(Math.abs(ms * 10 - Math.round(ms * 10))).toBeLessThan(1e-6)
      }
    }
  })

  test('keeps only the facts that an observation refers to', () => {
    const given = passing()
    const stray = passing('stray.contoso.com')
    const report = sample([{ ...given, answers: [...given.answers, ...stray.answers] }])
    expect(Object.keys(report.dns)).toEqual(['management.azure.com A 10.0.0.4:53'])
    expect(Object.keys(report.certificates)).toEqual([
      fingerprint('management.azure.com'),
      fingerprint('ca'),
    ])
  })

  test('names the proxy of the path and leaves its credentials out', () => {
    const report = sample([proxyDenial()])
    expect(report.results[0]?.path).toEqual({ kind: 'proxy', via: 'http://10.0.9.1:3128' })
    expect(JSON.stringify(report)).not.toContain('c2VjcmV0')
  })

  test('judges the capabilities', () => {
    const report = sample(mixed())
    const pull = report.capabilities.find((c) => c.id === 'pull')
    expect(pull).toMatchObject({
      verdict: 'fail',
      blockedBy: ['contoso.azurecr.io', 'contosodata.azurecr.io'],
    })
  })

  test('throws when a target has no judgement', () => {
    const { seen } = dropped()
    const { vantage } = sample([])
    const evidence = {
      startedAt: '2026-11-22T03:12:05.000Z',
      finishedAt: '2026-11-22T03:12:06.000Z',
      warmUp: 0,
      systemResolvers: [],
      targets: [seen],
      dns: {},
      certificates: {},
    }
    const input = {
      id: 'x',
      kind: 'cli',
      vantage,
      evidence,
      judgements: [],
      capabilities: [],
    } as const
    expect(() => buildReport(input)).toThrow('got 0 for 1 targets')
  })
})

describe('timingsOf()', () => {
  const host = 'a.example'
  const reset = ['connection_reset', 'ECONNRESET'] as const
  const expired = ['ssl_invalid_certificate', 'expired'] as const
  const none = { dns: null, connect: null, tls: null, ttfb: null, total: null }

  test.for([
    ['nothing', [], none],
    ['a dead resolver', deadResolver().seen.observations, { ...none, total: 2000 }],
    ['silence, twice', dropped().seen.observations, { ...none, dns: 12, total: 10_098 }],
    ['a proxy that denies', proxyDenial().seen.observations, { ...none, connect: 8.3, total: 27 }],
    [
      'the second address when it came further',
      [
        { ...connected('10.0.0.1', 0), t: 1 },
        shaken('10.0.0.1', host, [], 1, reset),
        connected('10.0.0.2', 2),
        shaken('10.0.0.2', host, ['ab01'], 11),
        requested('10.0.0.2', 'https://a.example/', 200, 33),
      ],
      { dns: null, connect: 8.3, tls: 21.5, ttfb: 28.4, total: 63.1 },
    ],
    [
      'the first address when both came as far',
      [{ ...connected('10.0.0.1', 0), t: 1 }, connected('10.0.0.2', 2)],
      { ...none, connect: 1, total: 10.3 },
    ],
    [
      'the first of two connections to one address',
      [{ ...connected('10.0.0.1', 0), t: 1 }, connected('10.0.0.1', 2)],
      { ...none, connect: 1, total: 10.3 },
    ],
    [
      'a handshake that completed on an untrusted chain',
      [connected('10.0.0.1', 0), shaken('10.0.0.1', host, ['ab01'], 9, expired)],
      { ...none, connect: 8.3, tls: 21.5, total: 30.5 },
    ],
    [
      'TLS to the proxy, which is not the target’s',
      [
        { ...connected('10.0.9.1', 0), peer: 'proxy' as const },
        { ...shaken('10.0.9.1', 'proxy.internal', ['ab01'], 9), peer: 'proxy' as const },
      ],
      { ...none, connect: 8.3, total: 30.5 },
    ],
    [
      'a name that was asked long before, for another target',
      [lookedUp(host, ['10.0.0.1'], 5), connected('10.0.0.1', 90_000)],
      { ...none, dns: 12, connect: 8.3, total: 20.3 },
    ],
  ] as const)('%s', ([, observations, expected]) => {
    expect(timingsOf(observations)).toEqual(expected)
  })
})
