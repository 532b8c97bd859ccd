import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../shared/model/finding.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import type { Report } from '../../../shared/model/report.ts'
import { outageOf } from '../../../shared/view/outage.ts'
import { reportAt, time } from '../alerts/sweeps.ts'
import { answer, answerKey, asked, connected, lookedUp, requested } from '../report/sample-steps.ts'

const SILENT = ['generic_timeout_error', 'no answer'] as const
const NO_NAME = ['dns_nxdomain_error', 'NXDOMAIN'] as const
const RESET = ['connection_reset', 'ECONNRESET'] as const

interface Seen {
  readonly verdict?: Verdict
  readonly code?: FindingCode
  readonly optional?: boolean
  readonly rests?: boolean
  readonly steps: readonly Observation[]
}

function reportOf(all: readonly Seen[], dns: Report['dns'] = {}): Report {
  const report = reportAt(5, Object.fromEntries(all.map((_, n) => [`t${n}`, 'fail tcp-dropped x'])))
  const results = report.results.map((result, n) => {
    const { verdict = 'fail', code, optional = false, rests = false, steps = [] } = all[n] ?? {}
    const [root] = result.findings
    return {
      ...{ ...result, verdict, observations: [...steps] },
      target: { ...result.target, optional },
      findings: root === undefined || code === undefined ? [] : [{ ...root, code }],
      ...(rests && { evidenceIn: 'r0', checkedAt: time(0) }),
    }
  })
  return { ...report, results, dns }
}

const silent = (address: string): Seen => ({ steps: [connected(address, 0, SILENT)] })
const unknown = (name: string, code: FindingCode = 'dns-name-not-found'): Seen => ({
  ...{ code, verdict: 'inconclusive' },
  steps: [asked({ name, type: 'A', server: '10.0.0.4:53' }, 0, SILENT)],
})

const DIALS = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(silent)
const NAMES = ['a', 'b', 'c'].map((name) => unknown(name))
const NO_WAY = 'This machine has no egress path: not one of 3 addresses answered'
const NO_DNS = 'This machine has no working DNS: not one of 3 names could be resolved.'

describe('outageOf()', () => {
  test.for<{ name: string; seen: readonly Seen[]; says: string | null }>([
    { name: 'three addresses are silent', seen: DIALS, says: NO_WAY },
    { name: 'two addresses are silent', seen: DIALS.slice(1), says: null },
    {
      name: 'one address of three targets',
      seen: [DIALS[0], DIALS[0], DIALS[0]] as Seen[],
      says: null,
    },
    {
      name: 'one of four answers, though it refuses',
      seen: [...DIALS, { steps: [connected('10.0.0.4', 0, RESET)] }],
      says: null,
    },
    {
      name: 'one of four connects',
      seen: [...DIALS, { steps: [connected('10.0.0.4', 0)] }],
      says: null,
    },
    { name: 'one passes', seen: [...DIALS, { verdict: 'pass', steps: [] }], says: null },
    {
      name: 'one passed when it was due',
      seen: [...DIALS, { verdict: 'pass', rests: true, steps: [] }],
      says: NO_WAY,
    },
    { name: 'one warns', seen: [...DIALS, { verdict: 'warn', steps: [] }], says: null },
    {
      name: 'an optional one warns',
      seen: [...DIALS, { verdict: 'warn', optional: true, steps: [] }],
      says: NO_WAY,
    },
    {
      name: 'a request failed, after a connection',
      seen: [...DIALS, { steps: [requested('10.0.0.4', 'https://a/', 500, 0)] }],
      says: null,
    },
    { name: 'three names are not resolved', seen: NAMES, says: NO_DNS },
    { name: 'two names are not resolved', seen: NAMES.slice(1), says: null },
    {
      name: 'one of three names has a cause of its own',
      seen: [...NAMES.slice(1), unknown('d', 'dns-private-zone-not-used')],
      says: null,
    },
    {
      name: 'a fourth name has an address',
      seen: [...NAMES, { steps: [lookedUp('d', ['10.0.0.9'], 0)] }],
      says: null,
    },
    {
      name: 'a resolver knows the root',
      seen: [...NAMES, { steps: [asked(answer('.', '10.0.0.4:53', [], []), 0)] }],
      says: null,
    },
    {
      name: 'no resolver knows the root',
      seen: [
        ...NAMES,
        { steps: [asked({ name: '.', type: 'SOA', server: '10.0.0.4:53' }, 0, SILENT)] },
      ],
      says: NO_DNS,
    },
    {
      name: 'the owner of a zone is no further name',
      seen: [
        ...NAMES.slice(1),
        { steps: [asked({ name: 'z', type: 'SOA', server: 'r' }, 0, SILENT)] },
      ],
      says: null,
    },
    {
      name: 'both: the way out comes first',
      seen: [...DIALS, ...NAMES],
      says: NO_WAY,
    },
  ])('$name', ({ seen, says }) => {
    const outage = outageOf(reportOf(seen))
    if (says === null) expect(outage).toBeNull()
    else expect(outage?.says).toContain(says)
  })

  test('names the resolvers that were asked, each once', () => {
    const outage = outageOf(reportOf([...NAMES, ...NAMES.map(({ steps }) => ({ steps }))]))
    expect(outage?.look).toMatch(/^Look at the resolvers first \(10\.0\.0\.4:53\), and/)
    const nobody = ['a', 'b', 'c'].map((name) => ({ steps: [lookedUp(name, [], 0, NO_NAME)] }))
    expect(outageOf(reportOf(nobody))?.look).toContain('(its resolvers)')
  })

  test('tells resolvers that answer from those that do not', () => {
    const said = answer('a', '10.0.0.4:53', [], [], 'NXDOMAIN')
    const outage = outageOf(reportOf(NAMES, { [answerKey(said)]: said }))
    expect(outage?.says).toBe(
      'No name resolves on this machine: its resolvers answer, and know none of 3 names.',
    )
    expect(outage?.look).toContain('Look at what the resolvers forward to (10.0.0.4:53)')
  })
})
