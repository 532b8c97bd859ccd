import { type Command, Option } from 'commander'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import type { Catalog } from '../../shared/catalog/catalog.ts'
import { nearest } from '../../shared/document/nearest.ts'
import { quoteValue } from '../../shared/document/problem.ts'
import { showCatalog } from '../../shared/view/catalog.ts'
import { catalogSection, catalogsPage } from '../../shared/view/catalogs-page.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'

const CATALOG_FORMATS = ['text', 'markdown', 'json'] as const
type Format = (typeof CATALOG_FORMATS)[number]

/** `perimeter catalog list` and `catalog show NAME`. */
export function catalogCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  const catalog = program.command('catalog').description('The lists of endpoints that systems need')
  catalog
    .command('list', { isDefault: true })
    .description('List the built-in catalogs; markdown prints all of them in full')
    .addOption(new Option('--format <format>').choices(CATALOG_FORMATS).default('text'))
    .action((flags: { format: Format }) => {
      io.out(LISTS[flags.format](CATALOGS))
      done(EXIT.asExpected)
    })
  catalog
    .command('show')
    .description('Show the parameters, capabilities and endpoints of a catalog, with their sources')
    .argument('<name>')
    .addOption(new Option('--format <format>').choices(CATALOG_FORMATS).default('text'))
    .action((name: string, flags: { format: Format }) => {
      const found = CATALOGS.find((c) => c.name === name)
      if (found === undefined) throw new CallError(noCatalog(name))
      io.out(SHOWN[flags.format](found))
      done(EXIT.asExpected)
    })
}

const SHOWN: Readonly<Record<Format, (catalog: Catalog) => string>> = {
  text: showCatalog,
  markdown: catalogSection,
  json: (catalog) => `${JSON.stringify(catalog, null, 2)}\n`,
}

const LISTS: Readonly<Record<Format, (catalogs: readonly Catalog[]) => string>> = {
  text: listText,
  markdown: catalogsPage,
  json: (catalogs) => `${JSON.stringify(catalogs.map(headOf), null, 2)}\n`,
}

function listText(catalogs: readonly Catalog[]): string {
  const width = Math.max(...catalogs.map((c) => c.name.length))
  return catalogs.map((c) => `${c.name.padEnd(width)}  ${c.version}  ${c.title}\n`).join('')
}

function headOf({ name, version, title, cloud, about, parameters }: Catalog) {
  return { name, version, title, cloud, about, parameters: Object.keys(parameters) }
}

function noCatalog(name: string): string {
  const near = nearest(
    name,
    CATALOGS.map((c) => c.name),
  )
  const hint = near === null ? 'perimeter catalog list shows them' : `did you mean ${near}?`
  return `There is not a known catalog ${quoteValue(name)}: ${hint}`
}
