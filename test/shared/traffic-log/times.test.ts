import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { LogReader } from '../../../shared/traffic-log/reader.ts'
import { orderShownBy, timeIn, zoneOf } from '../../../shared/traffic-log/times.ts'
import { read } from './read.ts'

const utc = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

test.for([
  ['2026-11-20T09:00:01Z', 'unknown', 'open', '2026-11-20T09:00:01.000Z'],
  ['2026-11-20 09:00:01', 0, 'open', '2026-11-20T09:00:01.000Z'],
  ['11/20/2026, 9:00:01.100 PM', 0, 'month-first', '2026-11-20T21:00:01.100Z'],
  ['11/20/2026, 12:00:01 AM', 0, 'month-first', '2026-11-20T00:00:01.000Z'],
  ['20.11.2026 09:00:01', 0, 'day-first', '2026-11-20T09:00:01.000Z'],
  ['20/11/2026, 09:00:01', 540, 'day-first', '2026-11-20T00:00:01.000Z'],
  ['6/7/2026, 09:00:01', 0, 'open', null],
  ['11/20/2026, 9:00:01 AM', 'unknown', 'month-first', null],
  ['yesterday', 0, 'open', null],
  [' 2026-11-20T09:00:01+0900 ', 'unknown', 'open', '2026-11-20T00:00:01.000Z'],
  ['1970-01-01 00:00:00', 0, 'open', '1970-01-01T00:00:00.000Z'],
  ['1969-12-31 00:00:00', 0, 'open', null],
  ['2026-12-31 09:00:01.123456789', 0, 'open', '2026-12-31T09:00:01.123Z'],
  ['2026-01-01 09:00:01.5', 0, 'open', '2026-01-01T09:00:01.500Z'],
  ['2026-01-01 09:00', 0, 'open', '2026-01-01T09:00:00.000Z'],
  ['2026-00-01 09:00:01', 0, 'open', null],
  ['2026-13-01 09:00:01', 0, 'open', null],
  ['2026-01-00 09:00:01', 0, 'open', null],
  ['2026-01-32 09:00:01', 0, 'open', null],
  ['20/11/26 09:00:01', 0, 'day-first', '2026-11-20T09:00:01.000Z'],
  ['20/11/100 09:00:01', 0, 'day-first', null],
  ['1/2/2026, 12:00:01 p.m.', 0, 'month-first', '2026-01-02T12:00:01.000Z'],
  ['2026-11-20T25:61:01Z', 0, 'open', null],
] as const)('%s in zone %s, %s', ([text, zone, order, expected]) => {
  expect(utc(timeIn(text, zone, order))).toBe(expected)
})

test.for([
  ['16/07/2026, 20:26:12', 'day-first'],
  ['07/16/2026, 20:26:12', 'month-first'],
  ['6/7/2026, 8:26:12 PM', 'month-first'],
  ['6/7/2026 8:26:12', 'open'],
  ['6.7.2026 8:26:12', 'day-first'],
  ['2026-07-06 08:26:12', 'open'],
  ['12/12/2026 8:26:12', 'open'],
  ['13/12/2026 8:26:12', 'day-first'],
  ['12/13/2026 8:26:12', 'month-first'],
  [' 6/7/2026 8:26:12 AM ', 'month-first'],
  ['6/7/2026 8:26:12 am', 'open'],
  ['yesterday', 'open'],
] as const)('%s is %s', ([text, order]) => {
  expect(orderShownBy(text)).toBe(order)
})

test.for([
  ['+09:00', 540],
  ['-5', -300],
  ['UTC', 0],
  ['GMT+5:30', 330],
  ['Tokyo', null],
  ['+99', null],
  ['+14', 840],
  ['-14:00', -840],
  ['+14:01', null],
  [' Z ', 0],
  ['  ', null],
] as const)('the zone %s', ([text, minutes]) => {
  expect(zoneOf(text)).toBe(minutes)
})

describe('a table', () => {
  const table = (...times: string[]) =>
    `TimeGenerated,Fqdn,DestinationPort,Action\n${times.map((time) => `"${time}",a.example,443,Deny\n`).join('')}`

  test('settles the order of its dates for the rows before, too', () => {
    const { entries, tally } = read(table('6/7/2026, 20:26:12', '16/7/2026, 20:26:12'))
    expect(entries.map(({ at }) => utc(at))).toEqual([
      '2026-07-06T20:26:12.000Z',
      '2026-07-16T20:26:12.000Z',
    ])
    expect(tally.timesUnknown).toBe(0)
  })

  test('that never settles it has no times, and says so', () => {
    const { entries, tally } = read(table('6/7/2026, 20:26:12', '7/7/2026, 20:26:12'))
    expect(entries.map(({ at }) => at)).toEqual([null, null])
    expect(tally.timesUnknown).toBe(2)
  })

  test.for([
    [4999, 0],
    [5000, 5000],
    [5001, 5000],
  ] as const)(
    'of %i rows before one that settles it, %i are handed on without',
    ([open, untimed]) => {
      const rows = Array.from({ length: open }, () => '6/7/2026, 20:26:12')
      const { entries, tally } = read(table(...rows, '16/7/2026, 20:26:12'))
      expect(entries).toHaveLength(open + 1)
      expect(tally.timesUnknown).toBe(untimed)
    },
  )

  test.for([
    ['TimeGenerated [Local Time]', undefined, null],
    ['TimeGenerated [Local Time]', 540, Date.UTC(2026, 10, 20, 9, 0, 1)],
    ['TimeGenerated [UTC]', 540, Date.UTC(2026, 10, 20, 18, 0, 1)],
    ['TimeGenerated', 540, Date.UTC(2026, 10, 20, 18, 0, 1)],
    ['TimeGenerated [Local Time (UTC-05:00)]', 540, Date.UTC(2026, 10, 20, 23, 0, 1)],
  ] as const)('with times of %s, where local ones are %s minutes from UTC', ([name, zone, at]) => {
    const reader = new LogReader(zone === undefined ? {} : { zone })
    const text = `${name},Fqdn,Action\n"11/20/2026, 6:00:01 PM",a.example,Deny\n`
    const entries = [...reader.push(text), ...reader.end()]
    expect(entries.map((entry) => entry.at)).toEqual([at])
    expect(reader.tally.timesUnknown).toBe(at === null ? 1 : 0)
  })
})

test('a time without a zone is UTC, wherever it is read', () => {
  const module = new URL('../../../shared/traffic-log/entry.ts', import.meta.url).href
  const script = `console.log((await import('${module}')).timeOf('2026-11-20 10:00:00.5'))`
  const args = ['--input-type=module', '-e', script]
  const { stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { TZ: 'Asia/Tokyo' },
  })
  expect(Number(stdout)).toBe(Date.UTC(2026, 10, 20, 10, 0, 0, 500))
})

test('a zone that the header says is no time of a row', () => {
  const header = '"TimeGenerated [Local Time (UTC+09:00)]",Fqdn,DestinationPort,Action'
  const { entries, tally } = read(`${header}\n"11/20/2026, 6:00:01.100 PM",pypi.org,443,Deny`)
  expect(entries[0]?.at).toBe(Date.UTC(2026, 10, 20, 9, 0, 1, 100))
  expect(tally).toMatchObject({ records: 1, malformed: { count: 0 } })
})
