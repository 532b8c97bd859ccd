import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  cidr,
  days,
  duration,
  durationOrNone,
  nonEmpty,
  textOrList,
  upToADay,
} from '../../../shared/document/text.ts'

const REFUSED = Symbol('refused')
const DAY = 86_400_000

function read(schema: z.ZodType, text: unknown): unknown {
  const { success, data } = schema.safeParse(text)
  return success ? data : REFUSED
}

describe.for<readonly [string, z.ZodType, ...(readonly [unknown, unknown])[]]>([
  [
    'duration',
    duration,
    ['1ms', 1],
    ['5s', 5_000],
    ['4m', 240_000],
    ['1h', 3_600_000],
    ['2d', 2 * DAY],
    ['2147483647ms', 2_147_483_647],
    ['2147483648ms', REFUSED],
    ['24d', 24 * DAY],
    ['25d', REFUSED],
    ['0s', REFUSED],
    ['0ms', REFUSED],
    ['1.5s', REFUSED],
    ['-1s', REFUSED],
    ['5', REFUSED],
    ['s', REFUSED],
    ['5 s', REFUSED],
    [' 5s', REFUSED],
    ['', REFUSED],
    [5, REFUSED],
  ],
  ['durationOrNone', durationOrNone, ['0s', 0], ['0ms', REFUSED], ['1s', 1_000], ['25d', REFUSED]],
  [
    'days',
    days,
    ['0d', REFUSED],
    ['1d', DAY],
    ['730d', 730 * DAY],
    ['731d', REFUSED],
    ['24h', REFUSED],
    ['1.5d', REFUSED],
  ],
  [
    'upToADay',
    upToADay,
    ['1d', DAY],
    ['24h', DAY],
    ['25h', REFUSED],
    ['2d', REFUSED],
    ['0s', REFUSED],
  ],
  [
    'cidr',
    cidr,
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.1', '10.0.0.1'],
    ['fd00::/8', 'fd00::/8'],
    ['10.0.0.0/33', REFUSED],
    ['10.0.0/8', REFUSED],
  ],
  [
    'textOrList',
    textOrList,
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[], []],
    ['', REFUSED],
    [['a', ''], REFUSED],
  ],
  ['nonEmpty', nonEmpty, ['a', 'a'], ['', REFUSED]],
])('%s', ([, schema, ...cases]) => {
  test.for(cases)('%j', ([text, value]) => {
    expect(read(schema, text)).toEqual(value)
  })
})

test.for([duration, durationOrNone])('a time is written as it is read', (schema) => {
  expect(schema.decode(schema.encode(DAY))).toBe(DAY)
})

test.for([
  [duration, '5', 'is not a valid duration'],
  [duration, '0s', 'is not longer than zero'],
  [duration, '25d', 'is longer than 24 days'],
  [days, '0d', 'is not a number of days that is kept'],
] as const)('says what is wrong and what to write (%#)', ([schema, text, message]) => {
  const [issue] = schema.safeParse(text).error?.issues ?? []
  expect(issue).toMatchObject({ message, params: { secret: false } })
  expect((issue as { params?: { remedy?: string } }).params?.remedy).not.toBe('')
})
