import type { AddressBook } from '../shared/address/book.ts'
import type { RowIndex } from '../shared/catalog/row-index.ts'
import type { TrafficRecord } from '../shared/traffic-log/entry.ts'
import { explainLog, isUnknown, type LogExplanation } from '../shared/traffic-log/explain.ts'
import { FlowTable, MOST_FLOWS } from '../shared/traffic-log/flows.ts'
import { LogReader } from '../shared/traffic-log/reader.ts'
import type { Io } from './io.ts'
import type { Encoding } from './log-encoding.ts'
import { logText } from './log-file.ts'

/** Of a file in which not one record was understood no more is read than this, in UTF-16 code units. */
const ENOUGH = 67_108_864

/** What the flows of a log are compared with, and the zone of local times that do not say theirs. */
export interface Knowledge {
  readonly index: RowIndex
  /** What any catalog needs, where `index` is limited to a configuration or to catalogs; else null. */
  readonly others: RowIndex | null
  readonly book: AddressBook
  readonly zone: number | undefined
}

/** Reads a log, `-` for standard input, and says what its flows belong to. @throws CallError when it cannot be read */
export async function readLog(
  file: string,
  { index, others, book, zone }: Knowledge,
  io: Io,
): Promise<LogExplanation> {
  const reader = new LogReader(zone === undefined ? {} : { zone })
  const isNeeded = (entry: TrafficRecord) =>
    entry.host !== null && index.match(entry.host, entry).rows.length > 0
  const table = new FlowTable(MOST_FLOWS, isNeeded)
  let encoding: Encoding | null = null
  const told = (given: Encoding) => {
    encoding = given
  }
  let length = 0
  let isGivenUp = false
  for await (const piece of logText(file, io, told)) {
    for (const entry of reader.push(piece)) table.add(entry)
    const isDue = length < ENOUGH && length + piece.length >= ENOUGH
    length += piece.length
    isGivenUp = isDue && isUnknown(reader.tally)
    if (isGivenUp) break
  }
  for (const entry of reader.end()) table.add(entry)
  const { flows, beyond } = table
  const { tally } = reader
  return explainLog(
    { flows, beyond, tally, encoding: encodingText(encoding), isGivenUp },
    index,
    book,
    others,
  )
}

/** What the first line says of the file, where it is not plain UTF-8. */
function encodingText(encoding: Encoding | null): string | null {
  if (encoding === null) return null
  const { charset, gzip, crAlone } = encoding
  const said = [
    gzip ? 'gzip' : '',
    charset === 'utf-8' ? '' : charset.toUpperCase(),
    crAlone ? 'lines end with CR' : '',
  ]
  const text = said.filter((word) => word !== '').join(', ')
  return text === '' ? null : text
}
