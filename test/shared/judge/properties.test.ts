import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { STEPS, type StepName } from '../../../shared/failure/step.ts'
import { FAILURES, type FailureCode } from '../../../shared/failure/table.ts'
import { judge } from '../../../shared/judge/judge.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import { finding as schema } from '../../../shared/model/finding.ts'
import type { HandshakeObservation } from '../../../shared/model/observation.ts'
import { SCHEMES, type Scheme } from '../../../shared/model/scheme.ts'
import { anyEvidence } from './arbitrary.ts'
import { sends } from './datagram-pieces.ts'
import { BOOK, type Checked, check, control, judged, sweep, VIA_PROXY } from './evidence.ts'
import { healthSays } from './grpc-pieces.ts'
import { lookup, resolves } from './name-pieces.ts'
import { greets, opens, replies, secures, tunnels, upgrades } from './path-pieces.ts'
import { answers } from './query-pieces.ts'

const RUNS = { numRuns: 1500 }

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

// Any evidence costs more than what is asked of it: one run asks all.
test('judge, of any evidence: never throws, changes nothing, says the same again, and what is sound', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const first = judge(frozen(evidence), { book: BOOK })
      expect(judge(structuredClone(evidence), { book: BOOK })).toEqual(first)
      expect(first).toHaveLength(evidence.targets.length)
      isSound(evidence, first)
    }),
    RUNS,
  )
})

const ORDER = ['fail', 'inconclusive', 'warn', 'info'] as const

/** Few findings, as the schema allows them, in order, of what exists, with a fitting verdict. */
function isSound(evidence: Evidence, judgements: ReturnType<typeof judge>) {
  judgements.forEach(({ verdict, findings }, i) => {
    const seen = evidence.targets[i]?.observations.length ?? 0
    expect(findings.length).toBeLessThanOrEqual(4)
    for (const found of findings) {
      expect(schema.safeParse(found).error).toBeUndefined()
      expect(found.evidence.every((at) => at < seen)).toBe(true)
      expect(found.evidence).toEqual(inOrder(found.evidence))
    }
    const ranks = findings.map((found) => ORDER.indexOf(found.severity))
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    const [mostSevere] = findings
    expect(verdict).toBe(
      mostSevere === undefined || mostSevere.severity === 'info' ? 'pass' : mostSevere.severity,
    )
    if (evidence.targets[i]?.target.expect.reachability === 'blocked') {
      const fails = findings.filter((found) => found.severity === 'fail').map((found) => found.code)
      expect(fails.every((code) => code === 'reachable-but-must-be-blocked')).toBe(true)
    }
  })
}

/** As they were seen, each once. */
function inOrder(evidence: readonly number[]): readonly number[] {
  return [...new Set(evidence)].sort((a, b) => a - b)
}

const A = '20.2.2.2'
const URL = 'https://app.example'

interface Failing {
  readonly fails: FailureCode
  readonly phase: HandshakeObservation['phase']
}

/** By the step that fails: one address, and everything well until then. */
const FAILING: Readonly<Record<StepName, (how: Failing) => Checked>> = {
  query: ({ fails }) => check('dns://app.example?type=MX', {}, answers([], { fails })),
  resolve: ({ fails }) => check(URL, {}, lookup([], { fails })),
  proxy: ({ fails }) => check(URL, VIA_PROXY, tunnels({ fails, status: null })),
  connect: ({ fails }) => check(URL, {}, resolves([A]), opens(A, { fails })),
  handshake: (how) => {
    const fails = secures(A, { ...how, verification: 'UNSPECIFIED' })
    return check(URL, {}, resolves([A]), opens(A), fails)
  },
  request: ({ fails }) =>
    check(URL, {}, resolves([A]), opens(A), secures(A), replies(A, 0, { fails })),
  exchange: ({ fails }) => check('ntp://time.example', {}, resolves([A]), sends(A, { fails })),
  greet: ({ fails }) =>
    check('postgres://db.example', {}, resolves([A]), opens(A), greets(A, { fails })),
}

/** By scheme: every step of it well, to the one that proves the target reached. */
const WELL: Readonly<Record<Scheme, () => Checked>> = {
  https: () => check(URL, {}, resolves([A]), opens(A), secures(A), replies(A, 200)),
  http: () => check('http://app.example', {}, resolves([A]), opens(A), replies(A, 200)),
  wss: () => check('wss://app.example', {}, resolves([A]), opens(A), secures(A), upgrades(A)),
  ws: () => check('ws://app.example', {}, resolves([A]), opens(A), upgrades(A)),
  grpcs: () => check('grpcs://app.example', {}, resolves([A]), opens(A), secures(A), healthSays(A)),
  grpc: () => check('grpc://app.example:50051', {}, resolves([A]), opens(A), healthSays(A)),
  tls: () => check('tls://app.example:443', {}, resolves([A]), opens(A), secures(A)),
  tcp: () => check('tcp://app.example:5432', {}, resolves([A]), opens(A)),
  smtp: () => check('smtp://app.example', {}, resolves([A]), opens(A), secures(A)),
  imap: () => check('imap://app.example', {}, resolves([A]), opens(A), secures(A)),
  sqlserver: () => check('sqlserver://db.example', {}, resolves([A]), opens(A), greets(A)),
  postgres: () => check('postgres://db.example', {}, resolves([A]), opens(A), greets(A)),
  mysql: () => check('mysql://db.example', {}, resolves([A]), opens(A), greets(A)),
  udp: () => check('udp://app.example:5060', {}, resolves([A]), sends(A)),
  ntp: () => check('ntp://time.example', {}, resolves([A]), sends(A)),
  dns: () => check('dns://app.example', {}, resolves([A])),
  records: () => check('dns://app.example?type=MX', {}, answers(['10 mail.example'])),
}

describe('judge passes what did all that its scheme asks', () => {
  test.for(Object.entries(WELL))('%s', ([scheme, well]) => {
    const done = well()
    const { steps } = SCHEMES[scheme as Scheme]
    expect([...new Set(done.seen.observations.map((o) => o.step))]).toEqual(steps)
    expect(judged(sweep([done])).verdict).toBe('pass')
  })
})

test.for(STEPS)('failures of %s have names', (step) => {
  const named = Object.values(FAILURES).filter((row) =>
    (row.steps as readonly string[]).includes(step),
  )
  expect(named).not.toEqual([])
})

const FAILURES_OF_STEPS = Object.entries(FAILURES).flatMap(([code, row]) =>
  row.steps.map((step) => [code as FailureCode, step as StepName] as const),
)

describe('judge leaves no failure unexplained', () => {
  test.for(FAILURES_OF_STEPS)('%s in %s', ([code, step]) => {
    const completes = code === 'ssl_unknown_authority' || code === 'ssl_invalid_certificate'
    const phases =
      completes || code === 'ssl_invalid_hostname' ? ['done'] : ['before-hello', 'sent', 'answered']
    if (code === 'ssl_invalid_hostname' && step === 'handshake') return // told by nameMatches
    for (const phase of phases as HandshakeObservation['phase'][]) {
      const { verdict, findings } = judged(
        sweep([FAILING[step]({ fails: code, phase }), control()]),
      )
      expect(findings.length, `${phase}`).toBeGreaterThan(0)
      expect(['fail', 'inconclusive']).toContain(verdict)
    }
  })
})
