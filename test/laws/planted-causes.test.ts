import { expect, test } from 'vitest'
import { check, control, sweep } from '../shared/judge/evidence.ts'
import { resolves } from '../shared/judge/name-pieces.ts'
import { opens } from '../shared/judge/path-pieces.ts'
import type { JudgedSweep } from './judged-sweep.ts'
import { type LawName, violations } from './laws.ts'
import { A, falseCause, lie, saying, URL } from './lies.ts'

const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const dropped = check(URL, {}, resolves([A]), opens(A, silent))

const PLANTED: readonly { law: LawName; lie: string; told: JudgedSweep; refutedBy: string }[] = [
  {
    law: 'cause-scope',
    lie: 'all public addresses are silent, and one answers',
    told: saying(sweep([dropped, control()]), lie({ evidence: [2] }), 'fail', [
      falseCause([{ dimension: 'address-class', values: ['public'] }]),
    ]),
    refutedBy: 'https://control.example came through',
  },
  {
    law: 'cause-scope',
    lie: 'it explains a target that passes',
    told: saying(sweep([dropped]), null, 'pass', [
      falseCause([{ dimension: 'subject', values: [A] }]),
    ]),
    refutedBy: `${URL} passes`,
  },
  {
    law: 'cause-subject',
    lie: 'a subnet that nothing was dialled in',
    told: saying(sweep([dropped]), lie({}), 'fail', [
      falseCause([{ dimension: 'prefix', values: ['10.9.9.0/24'] }]),
    ]),
    refutedBy: 'prefix 10.9.9.0/24 is not in the evidence',
  },
  {
    law: 'cause-subject',
    lie: 'two targets, and it has one',
    told: saying(sweep([dropped]), lie({}), 'fail', [
      falseCause([{ dimension: 'address', values: [A] }], {
        contrast: { failing: 2, passing: 0, examples: [] },
      }),
    ]),
    refutedBy: '1 targets have it',
  },
]

test.for(PLANTED)('$law is named: $lie', ({ law, told, refutedBy }) => {
  const found = violations(told).filter((violation) => violation.law === law)
  const by = expect.stringContaining(refutedBy)
  const target = 'tcp-dropped it'
  expect(found).toEqual([{ law, target, sentence: 'All of it fails', refutedBy: by }])
})
