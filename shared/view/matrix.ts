import { type AddressBook, addressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { FailureCode } from '../failure/table.ts'
import type { ResolveObservation } from '../model/observation.ts'
import type { Report } from '../model/report.ts'
import { padEnd } from './text.ts'
import { visible } from './visible.ts'

const APPLICATION = 'application'
const GAP = '  '

/**
 * One table of names by DNS servers: what the application gets (getaddrinfo), and what each server says of the same
 * name. A name that is not answered alike everywhere has `≠` before it.
 */
export function matrixReport(report: Report): string {
  const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
  const asked = questions(report)
  if (asked.length === 0) return 'No name was asked: the targets are addresses.\n'
  const names = unique(asked.map(({ name }) => name)).toSorted()
  const servers = unique(asked.map(serverOf)).toSorted(byApplicationFirst)
  const rows = names.map((name) => {
    const of = asked.filter((o) => o.name === name)
    return { name, cells: servers.map((server) => cell(of, server, book)) }
  })
  const head = ['', 'name', ...servers]
  const body = rows.map(({ name, cells }) => [agree(cells) ? '' : '≠', visible(name), ...cells])
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((row) => width(row[i]))))
  return [head, ...body].map((row) => line(row, widths)).join('')
}

function questions(report: Report): readonly ResolveObservation[] {
  const all = report.results.flatMap(({ observations }) => observations)
  return all.flatMap((o) =>
    o.step === 'resolve' && (o.type === 'A' || o.type === 'any') ? [o] : [],
  )
}

function serverOf({ server }: ResolveObservation): string {
  return server?.replace(/:53$/, '') ?? APPLICATION
}

function byApplicationFirst(a: string, b: string): number {
  if (a === APPLICATION || b === APPLICATION) return a === APPLICATION ? -1 : 1
  return a < b ? -1 : 1
}

/** What one server says of one name; the last attempt counts. */
function cell(asked: readonly ResolveObservation[], server: string, book: AddressBook): string {
  const last = asked.findLast((o) => serverOf(o) === server)
  if (last === undefined) return ''
  if (last.failure !== null) return FAILURES[last.failure.code] ?? last.failure.code
  const v4 = last.addresses.filter((address) => !address.includes(':'))
  const shown = (v4.length > 0 ? v4 : last.addresses).toSorted()
  if (shown.length === 0) return 'no address'
  const outside = shown.some((address) => !classify(address, book).isPrivate)
  return `${shown.join(' ')} ${outside ? 'public' : 'private'}`
}

const FAILURES: Partial<Record<FailureCode, string>> = {
  dns_nxdomain_error: 'does not exist',
  dns_no_answer: 'no address',
  dns_servfail_error: 'server failure',
  dns_refused_error: 'refused',
  generic_timeout_error: 'silent',
}

/** Different addresses of one kind are no difference: services answer by turns. */
function agree(cells: readonly string[]): boolean {
  const said = cells.filter((text) => text !== '')
  return new Set(said.map((text) => / (public|private)$/.exec(text)?.[1] ?? text)).size <= 1
}

function line(row: readonly string[], widths: readonly number[]): string {
  return `${row
    .map((text, i) => padEnd(text, widths[i] ?? 0))
    .join(GAP)
    .trimEnd()}\n`
}

function width(text: string | undefined): number {
  return text?.length ?? 0
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
