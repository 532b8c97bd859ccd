import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { FlowTable, MOST_FLOWS } from '../../../shared/traffic-log/flows.ts'
import { LogReader } from '../../../shared/traffic-log/reader.ts'

const PIECE = 65_536

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Bytes in use behind the readers, once garbage is gone. */
function used(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

function line(i: number, host: string): string {
  return i % 2 === 0
    ? `HTTPS request from 10.0.${i % 200}.4:50000 to ${host}:443. Action: Deny. No rule matched. Proceeding with default action\n`
    : `{"category":"AZFWApplicationRule","time":"2026-11-20T10:00:00Z","properties":{"Protocol":"HTTPS","SourceIp":"10.0.0.4","DestinationPort":443,"Fqdn":"${host}","Action":"Allow","Policy":"a-policy-with-a-name","Rule":"r"}}\n`
}

function feed(
  count: number,
  hostOf: (i: number) => string,
): { table: FlowTable; reader: LogReader } {
  const reader = new LogReader()
  const table = new FlowTable()
  let piece = ''
  for (let i = 0; i < count; i++) {
    piece += line(i, hostOf(i))
    if (piece.length < PIECE) continue
    for (const entry of reader.push(piece)) table.add(entry)
    piece = ''
  }
  for (const entry of [...reader.push(piece), ...reader.end()]) table.add(entry)
  return { table, reader }
}

test('100,000 lines: every one read, and memory does not grow with them', () => {
  const before = used()
  // A new host now and then: kept as a part of its piece, it would keep the piece.
  const host = (i: number) => (i % 250 === 0 ? `new-host-${i}` : `host-${i % 50}`)
  const { table, reader } = feed(100_000, (i) => `${host(i)}.example.com`)
  const grown = used() - before
  expect(reader.tally).toMatchObject({ records: 100_000, malformed: { count: 0 } })
  expect(table.flows).toHaveLength(450)
  expect(table.flows.reduce((sum, f) => sum + f.counts.denied + f.counts.allowed, 0)).toBe(100_000)
  expect(grown).toBeLessThan(8_000_000)
})

test('more flows than are kept: bounded and counted', () => {
  const before = used()
  const { table } = feed(MOST_FLOWS + 10_000, (i) => `host-with-a-long-name-${i}.example.com`)
  const grown = used() - before
  expect(table.flows).toHaveLength(MOST_FLOWS)
  expect(table.beyond).toBe(10_000)
  expect(grown).toBeLessThan(80_000_000)
})
