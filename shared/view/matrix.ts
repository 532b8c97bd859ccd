import { type AddressBook, addressBook } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { FailureCode } from '../failure/table.ts'
import type { ResolveObservation } from '../model/observation.ts'
import type { Report } from '../model/report.ts'
import { padEnd } from './text.ts'
import { visible } from './visible.ts'

const APPLICATION = 'application'
const GAP = '  '

export interface NameMatrix {
  /** `application` (getaddrinfo) first, then each server that was asked. */
  readonly servers: readonly string[]
  /** A cell for each server; empty where it was not asked. `alike`: answers of one kind everywhere. */
  readonly rows: readonly {
    readonly name: string
    readonly cells: readonly string[]
    readonly alike: boolean
  }[]
}

/**
 * The names that servers answer in different kinds, and what each says of them. Only of targets with a finding: the
 * rules find what differs, and a page of many vantages is made every few seconds.
 */
export function differingNames(report: Report): NameMatrix {
  const told = report.results.filter(({ findings }) => findings.length > 0)
  const asked = questions(told)
  const texts = Map.groupBy(asked, ({ name }) => name)
  const several = asked.filter(({ name }) => new Set((texts.get(name) ?? []).map(textOf)).size > 1)
  if (several.length === 0) return { servers: [], rows: [] }
  const { servers, rows } = nameMatrix(report, several)
  return { servers, rows: rows.filter(({ alike }) => !alike) }
}

function textOf({ failure, addresses }: ResolveObservation): string {
  return failure?.code ?? addresses.join()
}

/** What each server says of each name, from the evidence that the report has. */
function nameMatrix(report: Report, asked: readonly ResolveObservation[]): NameMatrix {
  const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
  const servers = unique(asked.map(serverOf)).toSorted(byApplicationFirst)
  const byName = [...Map.groupBy(asked, ({ name }) => name)]
  const rows = byName.map(([name, of]) => {
    const cells = servers.map((server) => cell(of, server, book))
    return { name, cells, alike: agree(cells) }
  })
  return { servers, rows: rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }
}

/**
 * One table of names by DNS servers: what the application gets (getaddrinfo), and what each server says of the same
 * name. A name that is not answered alike everywhere has `≠` before it.
 */
export function matrixReport(report: Report): string {
  const { servers, rows } = nameMatrix(report, questions(report.results))
  if (rows.length === 0) return 'No name was asked: the targets are addresses.\n'
  const head = ['', 'name', ...servers]
  const body = rows.map(({ name, cells, alike }) => [alike ? '' : '≠', visible(name), ...cells])
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((row) => width(row[i]))))
  return [head, ...body].map((row) => line(row, widths)).join('')
}

function questions(results: Report['results']): readonly ResolveObservation[] {
  const all = results.flatMap(({ observations }) => observations)
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
