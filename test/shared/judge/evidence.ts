import { addressBook } from '../../../shared/address/book.ts'
import { judge } from '../../../shared/judge/judge.ts'
import type { Knowledge } from '../../../shared/judge/knowledge.ts'
import { recordTypeOf } from '../../../shared/model/dns-record.ts'
import type { Ending, Evidence, TargetEvidence } from '../../../shared/model/evidence.ts'
import { SCHEMES, type Scheme } from '../../../shared/model/scheme.ts'
import { expectation, type Target } from '../../../shared/model/target.ts'
import { resolves, SECOND, SYSTEM } from './name-pieces.ts'
import { replies, secures, tunnels, works } from './path-pieces.ts'
import type { Piece } from './piece.ts'

export const NOW = '2026-11-22T12:00:00.000Z'

type Expect = Parameters<typeof expectation.parse>[0]
interface Check extends Partial<Omit<Target, 'expect'>> {
  readonly expect?: Expect
  readonly ending?: Ending
}

/** A target with what was seen of it. */
export function check(url: string, of: Check, ...pieces: readonly (Piece | readonly Piece[])[]) {
  const { expect, ending = 'done', ...rest } = of
  const parsed = new URL(url)
  const record = recordTypeOf(parsed.searchParams.get('type') ?? '')
  const scheme = record === null ? (parsed.protocol.slice(0, -1) as Scheme) : 'records'
  const port = SCHEMES[scheme].port ?? 443
  const host = parsed.hostname.replace(/^\[|\]$/g, '') || parsed.pathname.replace(/^\/+/, '')
  const target: Target = {
    id: url,
    name: url,
    url,
    scheme,
    ...(record !== null && { record }),
    host,
    port: parsed.port === '' ? port : Number(parsed.port),
    path: '/',
    catalog: null,
    capabilities: [],
    expect: expectation.parse(expect ?? {}),
    address: null,
    proxy: null,
    pathKind: 'direct',
    ca: [],
    ...rest,
  }
  const built = pieces.flat().map((piece) => piece(target))
  const seen: TargetEvidence = { target, ending, observations: built.map(({ o }) => o) }
  const facts = {
    dns: Object.assign({}, ...built.map((b) => b.dns ?? {})),
    certificates: Object.assign({}, ...built.map((b) => b.certificates ?? {})),
  }
  return { seen, facts }
}

/** A target with its evidence, and the facts that this refers to. */
export type Checked = ReturnType<typeof check>

export const VIA_PROXY: Check = {
  proxy: { scheme: 'http', host: 'proxy.corp', port: 3128, authorization: null },
  pathKind: 'proxy',
}

/** A target that is reached directly: the positive control. */
export function control(host = 'control.example', address = '20.1.1.1') {
  return check(`https://${host}`, {}, resolves([address]), works(address))
}

/** A target that the proxy serves: the positive control behind it. */
export function proxiedControl(host = 'ok.example') {
  return check(`https://${host}`, VIA_PROXY, tunnels(), secures(host), replies(host, 200))
}

/** The evidence of a sweep; the first target is the one that a case is about. */
export function sweep(
  checks: readonly Checked[],
  systemResolvers: readonly string[] = [SYSTEM, SECOND],
): Evidence {
  return {
    startedAt: NOW,
    finishedAt: NOW,
    warmUp: 0,
    systemResolvers,
    targets: checks.map(({ seen }) => seen),
    dns: Object.assign({}, ...checks.map(({ facts }) => facts.dns)),
    certificates: Object.assign({}, ...checks.map(({ facts }) => facts.certificates)),
  }
}

export const BOOK = addressBook({ privateRanges: [], owners: [] })

/** The judgement of the first target. */
export function judged(evidence: Evidence, known: Omit<Knowledge, 'book'> = {}) {
  const [first] = judge(evidence, { book: BOOK, ...known })
  if (first === undefined) throw new Error('The evidence holds no target')
  return first
}

export function codes(evidence: Evidence, known: Omit<Knowledge, 'book'> = {}): string[] {
  return judged(evidence, known).findings.map((finding) => finding.code)
}
