import type { Evidence } from '../../../../shared/model/evidence.ts'
import { check, control, sweep } from '../evidence.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { opens, replies, secures, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const SILENT = 'generic_timeout_error' as const
const silent = (attempt: number, at: number) => opens(A, { fails: SILENT, took: 1000, attempt, at })
const answered = (attempt: number, at: number) => [
  opens(A, { attempt, at }),
  secures(A, { attempt, at }),
  replies(A, 200, { attempt, at }),
]

function fresh(evidence: Evidence): Evidence {
  return { ...evidence, warmUp: 60_000 }
}

/** The first minute or two of a fresh instance. */
export const WARM_UP_CASES: readonly Case[] = [
  yields(
    'path-warming-up',
    'still silent when the sweep ended, within the warm-up',
    fresh(sweep([check(URL, {}, resolves([A]), silent(1, 0), silent(2, 1200)), control()])),
    { severity: 'inconclusive', says: ['60.0 s', 'has not answered yet'] },
  ),
  yields(
    'path-warming-up',
    'before no way out at all',
    fresh(
      sweep([
        check(URL, {}, resolves([A]), silent(1, 0)),
        check(
          'https://b.example',
          {},
          resolves(['20.3.3.3']),
          opens('20.3.3.3', { fails: SILENT }),
        ),
      ]),
    ),
    { severity: 'inconclusive' },
  ),
  yields(
    'path-warming-up',
    'the resolver was silent, too',
    fresh(sweep([check(URL, {}, lookup([], { fails: SILENT, took: 1000 })), control()])),
    { severity: 'inconclusive' },
  ),
  yields(
    'path-warming-up',
    'a target that must be blocked is silent for the same reason',
    fresh(
      sweep([
        check(URL, { expect: { reachability: 'blocked' } }, resolves([A]), silent(1, 0)),
        control(),
      ]),
    ),
    { severity: 'inconclusive' },
  ),
  spares(
    'path-warming-up',
    'a target that must be blocked is silent after another one got through',
    fresh(
      sweep([
        check(
          URL,
          { expect: { reachability: 'blocked' } },
          resolves([A]),
          silent(1, 0),
          silent(2, 1200),
        ),
        control(),
      ]),
    ),
  ),
  yields(
    'path-warming-up',
    'the path opened after two tries',
    fresh(
      sweep([
        check(URL, {}, resolves([A]), silent(1, 0), silent(2, 2000), ...answered(3, 4000)),
        control(),
      ]),
    ),
    { severity: 'info', says: ['opened within 4.0 s'] },
  ),
  spares(
    'path-warming-up',
    'silent to its end and beyond: that is a drop',
    fresh(sweep([check(URL, {}, resolves([A]), silent(1, 0), silent(2, 61_000)), control()])),
  ),
  spares(
    'path-warming-up',
    'the instance is not fresh',
    sweep([check(URL, {}, resolves([A]), silent(1, 0)), control()]),
  ),
  spares(
    'path-warming-up',
    'a refusal is no silence',
    fresh(
      sweep([check(URL, {}, resolves([A]), opens(A, { fails: 'connection_refused' })), control()]),
    ),
  ),
  spares(
    'path-warming-up',
    'nothing was silent',
    fresh(sweep([check(URL, {}, resolves([A]), works(A)), control()])),
  ),
  yields(
    'tcp-dropped',
    'a fresh instance whose warm-up is over',
    fresh(sweep([check(URL, {}, resolves([A]), silent(1, 0), silent(2, 61_000)), control()])),
    { severity: 'fail' },
  ),
  spares(
    'tcp-dropped',
    'within the warm-up of a fresh instance',
    fresh(sweep([check(URL, {}, resolves([A]), silent(1, 0)), control()])),
  ),
]
