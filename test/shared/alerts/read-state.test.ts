import { expect, test } from 'vitest'
import { readState } from '../../../shared/alerts/read-state.ts'
import { NO_STATE } from '../../../shared/alerts/state.ts'
import { time } from './sweeps.ts'

const TARGET = { verdict: 'fail', bad: 1, good: 0, badAt: time(1) }
const CAUSE = { streak: 1, since: time(1), report: 'r1', targets: ['a'] }
const WHOLE = {
  ...NO_STATE,
  ...{ report: 'r1', startedAt: time(0), finishedAt: time(1), intervals: [1] },
  targets: { a: TARGET, b: { ...TARGET, badAt: null, badSince: { report: 'r1' }, seenIn: 'r0' } },
  causes: { 'c s': CAUSE, 'd s': { ...CAUSE, before: 'r0' } },
  recoveries: { 'c s': [time(0)] },
}

test.for([
  ['before the first sweep', NO_STATE],
  ['without what an older version did not keep', WHOLE],
  ['with all of it', { ...WHOLE, channels: ['chat'], owed: [{ incident: 'i1', thread: 'i2' }] }],
  ['with what a newer version adds', { ...WHOLE, more: 1, targets: { a: { ...TARGET, more: 1 } } }],
  [
    'with the sweep before a bad one',
    { ...WHOLE, targets: { a: { ...TARGET, badSince: { report: 'r1', before: 'r0' } } } },
  ],
  ['of a target named __proto__', { ...WHOLE, targets: JSON.parse('{"__proto__":{}}') }],
] as const)('a state %s is read', ([name, given]) => {
  // Its value is looked at, too.
  expect(readState(given)).toBe(name.endsWith('__proto__') ? null : given)
})

test.for([
  ['nothing', null],
  ['a text', 'state'],
  ['another schema', { ...WHOLE, schema: 2 }],
  ['a report that is none', { ...WHOLE, report: null }],
  ['a start that is no time', { ...WHOLE, startedAt: 'today' }],
  ['an end that is no time', { ...WHOLE, finishedAt: 'today' }],
  ['intervals of text', { ...WHOLE, intervals: ['1'] }],
  ['one target of two', { ...WHOLE, targets: { a: TARGET, b: { ...TARGET, bad: -1 } } }],
  ['a target of no verdict', { ...WHOLE, targets: { a: { ...TARGET, verdict: 'bad' } } }],
  ['a target without its time', { ...WHOLE, targets: { a: { ...TARGET, badAt: undefined } } }],
  ['good sweeps that are a half', { ...WHOLE, targets: { a: { ...TARGET, good: 0.5 } } }],
  ['targets that are a list', { ...WHOLE, targets: [TARGET] }],
  ['one cause of two', { ...WHOLE, causes: { c: CAUSE, d: { ...CAUSE, since: '' } } }],
  ['a cause of one target', { ...WHOLE, causes: { c: { ...CAUSE, targets: 'a' } } }],
  ['a row of no sweeps', { ...WHOLE, causes: { c: { ...CAUSE, streak: null } } }],
  ['a recovery at no time', { ...WHOLE, recoveries: { c: [time(0), 'x'] } }],
  ['receivers that are a text', { ...WHOLE, channels: 'chat' }],
  ['an end owed by none', { ...WHOLE, owed: [{ thread: 'i2' }] }],
  ['an end owed in no thread', { ...WHOLE, owed: [{ incident: 'i2' }] }],
] as const)('a state with %s is none', ([, given]) => {
  expect(readState(given)).toBe(null)
})
