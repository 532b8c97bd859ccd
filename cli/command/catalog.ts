import { type Command, Option } from 'commander'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import type { Catalog } from '../../shared/catalog/catalog.ts'
import { catalogsPage } from '../../shared/view/catalogs-page.ts'
import { EXIT, type ExitStatus, type Io } from '../io.ts'
import { catalogShowCommand } from './catalog-show.ts'

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
      io.out(catalogList(flags.format, CATALOGS))
      done(EXIT.asExpected)
    })
  catalogShowCommand(catalog, io, done)
}

/** Catalogs as a list; as Markdown, in full. */
export function catalogList(format: Format, catalogs: readonly Catalog[]): string {
  return LISTS[format](catalogs)
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
