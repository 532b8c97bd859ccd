import type {
  Catalog,
  CatalogCapability,
  Condition,
  EndpointRow,
  Parameter,
} from '../catalog/catalog.ts'
import { leftOpen } from '../catalog/left-open.ts'
import { mayNeed } from '../catalog/needed-for.ts'
import { NPM_HOST } from '../catalog/npm-host.ts'
import { code } from './markdown-text.ts'
import { wrapMarkdown } from './wrap-markdown.ts'

const INTRO = `# Catalogs

A *catalog* lists the endpoints that a system needs, with what works by them, what breaks without them and where that is
written. [configuration.md](configuration.md) says how one is used; \`perimeter explain "TEXT OF AN ERROR"\` finds the
capability that a message below belongs to.

\`{name}\` in a URL is a parameter or follows from one; \`{name:label}\` is its part up to the first dot and
\`{name:rest}\` what follows it. A row is repeated for each \`{item}\` of the list named next to it. A row that names a
parameter without a value is omitted. The failure of an *optional* row is a warning.

This page is generated from the catalogs (\`npm run docs\`); change the catalogs, not the page.
`

/** The page docs/catalogs.md: every catalog, as Markdown. */
export function catalogsPage(catalogs: readonly Catalog[]): string {
  const index = catalogs.map((c) => [`[${c.name}](#${c.name})`, cell(c.title), c.version])
  const list = table(['catalog', 'what it lists', 'version'], index)
  return wrapMarkdown([INTRO, list, ...catalogs.map(catalogSection)].join('\n'))
}

/** One catalog as Markdown. */
export function catalogSection(catalog: Catalog): string {
  const { name, title, version, about } = catalog
  const marks = marksOf(catalog.endpoints)
  const parts = [
    `## ${name}\n`,
    `${cell(title)}. Version ${version}.\n`,
    `${cell(about)}\n`,
    table(
      ['parameter', 'default', 'what it is'],
      Object.entries(catalog.parameters).map(([key, parameter]) => parameterLine(key, parameter)),
    ),
    table(['name', 'follows from', 'texts'], Object.entries(catalog.lookups ?? {}).map(lookupLine)),
    table(
      ['capability', 'what works', 'what is seen without it', 'messages'],
      catalog.capabilities.map(capabilityLine),
    ),
    leftOpenTable(catalog),
    table(
      ['endpoint', 'needed for', 'when', 'what is expected, and notes', 'source'],
      catalog.endpoints.map((row) => endpointLine(row, marks)),
    ),
    ...[...marks].map(([text, mark]) => `(${mark}) ${text}\n`),
    table(['source', 'what it is'], Object.entries(catalog.sources).map(sourceLine)),
  ]
  return inert(parts.filter((part) => part !== '').join('\n'))
}

function parameterLine(name: string, parameter: Parameter): readonly string[] {
  const { values = [], only = [], example, required, requiredWhen } = parameter
  const said = [
    cell(parameter.describe),
    ...(values.length > 0 ? [`one of ${codes(values)}`] : []),
    ...(example === undefined ? [] : [`such as ${code(example)}`]),
    ...only.map(({ when, why }) => `with ${conditionText(when)}: ${cell(why)}`),
  ]
  const needed = requiredWhen === undefined ? '' : `required with ${conditionText(requiredWhen)}`
  const kept = parameter.default === undefined ? needed : codes([parameter.default].flat())
  const list = parameter.type === 'list' ? ' (list)' : ''
  return [`${code(name)}${list}`, required ? 'required' : kept, said.join('; ')]
}

function lookupLine([name, { by, of }]: [
  string,
  NonNullable<Catalog['lookups']>[string],
]): readonly string[] {
  const texts = Object.entries(of).map(([value, text]) => `${code(value)}: ${code(text)}`)
  return [code(name), code(by), texts.join(', ')]
}

function capabilityLine(capability: CatalogCapability): readonly string[] {
  const { id, name, symptom, quotes = [] } = capability
  const seen = cell(symptom)
  return [
    code(id),
    `${cell(name)}${conditionOf(capability)}`,
    seen,
    quotes.map(codeCell).join('<br>'),
  ]
}

/** What the app’s own sandbox cannot see of the traffic that the capabilities rest on. */
function leftOpenTable({ capabilities }: Catalog): string {
  return table(
    ['a pass from the app leaves open', 'since', 'what to look at', 'for'],
    leftOpen(capabilities).map(({ who, unproven, check, capabilities: of }) => [
      cell(who),
      cell(unproven),
      cell(check),
      of.map((one) => `${code(one.id)}${conditionOf(one)}`).join(', '),
    ]),
  )
}

function conditionOf({ when }: CatalogCapability): string {
  return when === undefined ? '' : ` (with ${conditionText(when)})`
}

function endpointLine(row: EndpointRow, marks: Marks): readonly string[] {
  const each = row.each === undefined ? '' : ` for each of ${code(row.each)}`
  return [
    `${code(row.url)}${each}`,
    neededFor(row),
    row.when === undefined ? '' : conditionText(row.when),
    remarks(row, marks).join('; '),
    `${row.source}, ${row.asOf}`,
  ]
}

function neededFor(row: EndpointRow): string {
  const conditional = (row.forWhen ?? []).map(
    (more) => `${more.for.join(', ')} (with ${conditionText(more.when)})`,
  )
  const { for: always, forItem } = row
  return [...mayNeed({ for: always, ...(forItem && { forItem }) }), ...conditional].join(', ')
}

function sourceLine([key, { title, url }]: [
  string,
  Catalog['sources'][string],
]): readonly string[] {
  return [key, `[${cell(title)}](${url})`]
}

/** Expectations that many rows share, each with the letter that stands for it. */
type Marks = ReadonlyMap<string, string>

const SHARED_BY = 3

function marksOf(rows: readonly EndpointRow[]): Marks {
  const count = Map.groupBy(rows.map(conditionalText), (text) => text)
  const shared = [...count].filter(([text, all]) => text !== '' && all.length >= SHARED_BY)
  return new Map(shared.map(([text], i) => [text, String.fromCharCode('a'.charCodeAt(0) + i)]))
}

/** What a row expects only under a condition. */
function conditionalText({ expectWhen = [] }: EndpointRow): string {
  const terms = expectWhen.map(
    ({ when, expect }) => `with ${conditionText(when)}: ${codeCell(expectText(expect))}`,
  )
  return terms.join('; ')
}

function remarks(row: EndpointRow, marks: Marks): readonly string[] {
  const { zone, addresses } = row.private ?? {}
  const conditional = conditionalText(row)
  const mark = marks.get(conditional)
  return [
    ...(row.optional === true ? ['*optional*'] : []),
    ...(row.expect === undefined ? [] : [codeCell(expectText(row.expect))]),
    ...(conditional === '' ? [] : [mark === undefined ? conditional : `(${mark})`]),
    ...(zone === undefined ? [] : [`private zone ${code(zone)}`]),
    ...(addresses === undefined ? [] : [`addresses in ${code(addresses)}`]),
    ...(row.wildcard === undefined ? [] : [`listed as ${code(row.wildcard)}`]),
    ...(row.since === undefined ? [] : [`since ${row.since}`]),
    ...(row.until === undefined ? [] : [`until ${row.until}`]),
    ...(row.note === undefined ? [] : [cell(row.note)]),
  ]
}

/** `resolution: private, http.status: 200`. */
function expectText(expect: object, prefix = ''): string {
  const terms = Object.entries(expect).map(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? expectText(value, `${prefix}${key}.`)
      : `${prefix}${key}: ${[value].flat().join(', ')}`,
  )
  return terms.join(', ')
}

function conditionText(condition: Condition): string {
  const terms = Object.entries(condition).map(([name, of]) => `${code(name)} ${of.join(' or ')}`)
  return terms.join(' and ')
}

function codes(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.map(codeCell).join(', ')
}

/** Nothing for a table without lines. */
function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  if (lines.length === 0) return ''
  const rule = head.map(() => '---')
  return `${[head, rule, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`
}

/** Prose of ours in a cell: only what would end the cell or begin a tag is escaped. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}

/** The name of the public npm registry so that no tool takes it for a link or a setting. */
function inert(page: string): string {
  return page.replaceAll(NPM_HOST, NPM_HOST.replaceAll('.', '[.]'))
}
