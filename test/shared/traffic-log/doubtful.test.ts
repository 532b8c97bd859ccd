import { describe, expect, test } from 'vitest'
import { EMPTY_BOOK } from '../../../shared/address/book.ts'
import { explainLog, isAsExpected } from '../../../shared/traffic-log/explain.ts'
import { FlowTable } from '../../../shared/traffic-log/flows.ts'
import { INDEX } from '../../fixtures/row-index.ts'
import { read, short } from './read.ts'

/** Whether nothing needed was denied, and how many records were not understood. */
function judged(log: string) {
  const table = new FlowTable()
  const { entries, tally } = read(log)
  for (const one of entries) table.add(one)
  const explained = explainLog(
    { flows: table.flows, beyond: table.beyond, tally },
    INDEX,
    EMPTY_BOOK,
  )
  return { fine: isAsExpected(explained), unread: tally.malformed.count }
}

const table = (action: string) =>
  `Fqdn,DestinationPort,Protocol,Action\npypi.org,443,HTTPS,${action}`

describe('what a table leaves out reassures nobody', () => {
  test('a summary without a port column may mean the port that is needed', () => {
    expect(judged('Fqdn,Action\npypi.org,Deny').fine).toBe(false)
    expect(judged('Fqdn,Action\npypi.org,Allow').fine).toBe(true)
  })

  test.for(['Deny', 'Denied', 'DENY', 'Drop', 'Dropped', 'Reject', 'Blocked'])(
    '%s is a denial',
    (action) => {
      expect(judged(table(action)).fine).toBe(false)
    },
  )

  test.for(['Blockiert', 'Verweigern', 'no idea'])('%s is not understood', (action) => {
    expect(judged(table(action)).unread).toBe(1)
  })

  test.for(['Allow', 'Allowed', 'Permit', 'Alert'])('%s denies nothing', (action) => {
    expect(judged(table(action))).toEqual({ fine: true, unread: 0 })
  })
})

test('a line of syslog in a table is read by its own format', () => {
  const line =
    'type=""utm"" subtype=""webfilter"" action=""blocked"" dstport=443 hostname=""pypi.org""'
  const log = `TimeGenerated [UTC],Computer,SyslogMessage\n"11/20/2026, 9:12:41.000 AM",fw01,"${line}"`
  expect(judged(log).fine).toBe(false)
})

test.for([
  ['Get "http://metadata.corp.test/x": connection refused', 'failed http metadata.corp.test:80'],
  ['Get "https://a.corp.test/x": connection refused', 'failed https a.corp.test:443'],
  ['dial tcp db.corp.test:5432: connect: connection refused', 'failed tcp db.corp.test:5432'],
  ['https://a.corp.test/x (AuthorizationFailed) The client', 'allowed https a.corp.test:443'],
  ['https://a.corp.test/x answered 401 Unauthorized', 'allowed https a.corp.test:443'],
  ['connect timed out a.redis.cache.windows.net', 'failed tcp a.redis.cache.windows.net:6380'],
  ['a.servicebus.windows.net: connection refused', 'failed https a.servicebus.windows.net:443'],
  [
    'Connection to node -1 (b.test/10.1.0.9:9094) could not be established',
    'failed tcp b.test:9094',
  ],
  ["Can't connect to MySQL server on 'db.corp.test' (110)", 'failed tcp db.corp.test:3306'],
] as const)('an error without a port is of that of its scheme: %s', ([words, expected]) => {
  expect(read(`2026-11-22T01:00:00Z ERROR ${words}\n`).entries.map(short)).toEqual([expected])
})
