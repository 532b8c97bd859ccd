import { describe, expect, test } from 'vitest'
import { heirs, isKin } from '../../../shared/alerts/heirs.ts'
import { readSweep } from '../../../shared/alerts/sweep.ts'
import { reportAt, type Sweep } from './sweeps.ts'

const CUT = 'tls-blocked-by-name'

function causesOf(sweep: Sweep) {
  return readSweep(reportAt(0, sweep), ['fail', 'inconclusive']).causes
}

function life(name: string, key: string, ...targets: string[]) {
  return { name, key, targets }
}

describe('heirs()', () => {
  test.for<{
    name: string
    sweep: Sweep
    earlier: ReturnType<typeof life>[]
    found: Readonly<Record<string, string>>
  }>([
    {
      name: 'the very code and subject, though no target is in common',
      sweep: { a: 'fail tcp-dropped p' },
      earlier: [life('1', 'tcp-dropped p', 'b')],
      found: { 'tcp-dropped p': '1' },
    },
    {
      name: 'the very code and subject before one that shares more',
      sweep: { a: 'fail tcp-dropped p', b: 'fail tcp-dropped p' },
      earlier: [life('1', 'tcp-dropped q', 'a', 'b'), life('2', 'tcp-dropped p', 'c')],
      found: { 'tcp-dropped p': '2' },
    },
    {
      name: 'another subject of the code, with a target in common',
      sweep: { a: 'fail tcp-dropped p' },
      earlier: [life('1', 'tcp-dropped q', 'a')],
      found: { 'tcp-dropped p': '1' },
    },
    {
      name: 'none without a target in common',
      sweep: { a: 'fail tcp-dropped p' },
      earlier: [life('1', 'tcp-dropped q', 'b')],
      found: {},
    },
    {
      name: 'none that fails in another way',
      sweep: { a: 'fail tcp-dropped p' },
      earlier: [life('1', 'tls-expired p', 'a')],
      found: {},
    },
    {
      name: 'one that fails in the same way by another code',
      sweep: { a: `fail ${CUT} p` },
      earlier: [life('1', 'http-denied-by-firewall q', 'a')],
      found: { [`${CUT} p`]: '1' },
    },
    {
      name: 'not the one whose own subject goes on',
      sweep: { a: 'fail tcp-dropped p', b: 'fail tcp-dropped q' },
      earlier: [life('1', 'tcp-dropped q', 'a', 'b')],
      found: { 'tcp-dropped q': '1' },
    },
    {
      name: 'the one that shares most, whatever the order',
      sweep: { a: 'fail tcp-dropped p', b: 'fail tcp-dropped p', c: 'fail tcp-dropped p' },
      earlier: [
        life('1', 'tcp-dropped x', 'a'),
        life('2', 'tcp-dropped y', 'a', 'b', 'c'),
        life('3', 'tcp-dropped z', 'b', 'c'),
      ],
      found: { 'tcp-dropped p': '2' },
    },
    {
      name: 'each life has one heir, that which shares most with it',
      sweep: {
        ...{ a: 'fail tcp-dropped p', b: 'fail tcp-dropped q', c: 'fail tcp-dropped q' },
      },
      earlier: [life('1', 'tcp-dropped x', 'a', 'b', 'c')],
      found: { 'tcp-dropped q': '1' },
    },
    {
      name: 'each cause goes on with one life, and another takes what is left',
      sweep: { a: 'fail tcp-dropped p', b: 'fail tcp-dropped p', c: 'fail tcp-dropped q' },
      earlier: [life('1', 'tcp-dropped x', 'a', 'b'), life('2', 'tcp-dropped y', 'a', 'c')],
      found: { 'tcp-dropped p': '1', 'tcp-dropped q': '2' },
    },
    {
      name: 'among equals the older life',
      sweep: { a: 'fail tcp-dropped p' },
      earlier: [life('1', 'tcp-dropped x', 'a'), life('2', 'tcp-dropped y', 'a')],
      found: { 'tcp-dropped p': '1' },
    },
  ])('$name', ({ sweep, earlier, found }) => {
    expect(Object.fromEntries(heirs(causesOf(sweep), earlier))).toEqual(found)
  })
})

test.for([
  ['tcp-dropped q', ['a'], true],
  ['tcp-dropped q', ['b'], false],
  ['tcp-reset q', ['a'], false],
] as const)('%s of %j is kin of a cause of a: %s', ([key, targets, expected]) => {
  const [cause] = causesOf({ a: 'fail tcp-dropped p' })
  expect(cause && isKin(cause, { key, targets })).toBe(expected)
})
