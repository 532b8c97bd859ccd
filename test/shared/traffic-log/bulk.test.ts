import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { entry } from '../../../shared/traffic-log/entry.ts'
import { ErrorLines, MOST_ERROR_LINES } from '../../../shared/traffic-log/error-lines.ts'
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

test('what is needed is kept beyond the limit, four times as much', () => {
  const isNeeded = ({ host }: { host: string | null }) => host?.startsWith('needed') === true
  const table = new FlowTable(2, isNeeded)
  const names = ['a', 'needed-b', 'c', ...Array.from({ length: 8 }, (_, n) => `needed-${n}`), 'd']
  for (const host of names) {
    table.add(entry({ format: 'squid', protocol: 'https', host, outcome: 'denied' }))
  }
  expect(table.flows.map(({ host }) => host)).toEqual([...names.slice(0, 2), ...names.slice(3, 9)])
  expect(table.beyond).toBe(4)
})

test('of lines of programs so many are read, and no more', () => {
  const failed = (n: number) => `dial tcp 10.0.0.${n}:443: connect: connection refused`
  const lines = new ErrorLines(2)
  const told = [1, 2, 3].map((n) => lines.read(failed(n)))
  expect(told.map((one) => (Array.isArray(one) ? one.length : one))).toEqual([1, 1, 'unread'])
})

test('the limits are those of the documentation', () => {
  const docs = readFileSync('docs/explain-log.md', 'utf8').replaceAll(/\s+/g, ' ')
  expect(docs).toContain(`at most ${MOST_ERROR_LINES.toLocaleString('en')} such lines`)
  expect(docs).toContain(`${MOST_FLOWS.toLocaleString('en')} distinct flows are kept`)
})
