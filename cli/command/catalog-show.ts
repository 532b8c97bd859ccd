import { type Command, Option } from 'commander'
import { stringify } from 'yaml'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import type { Catalog } from '../../shared/catalog/catalog.ts'
import { isCatalogFile } from '../../shared/config/catalog-name.ts'
import { nearest } from '../../shared/document/nearest.ts'
import { quoteValue } from '../../shared/document/problem.ts'
import { showCatalog } from '../../shared/view/catalog.ts'
import { catalogSection } from '../../shared/view/catalogs-page.ts'
import {
  asTargets,
  type ConcreteCatalog,
  concreteEndpoints,
  concreteLeftOpen,
  concreteMarkdown,
  concreteText,
} from '../../shared/view/concrete-catalog.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { collect, WITH } from '../options.ts'
import { planFromFlags } from '../plan.ts'

const SHOW_FORMATS = ['text', 'markdown', 'json', 'yaml'] as const
type Format = (typeof SHOW_FORMATS)[number]

interface ShowFlags {
  readonly format: Format
  readonly with?: readonly string[]
  readonly asTargets?: boolean
}

/** `perimeter catalog show NAME`: the list itself, or with parameters the endpoints that it comes to. */
export function catalogShowCommand(catalog: Command, io: Io, done: (s: ExitStatus) => void): void {
  catalog
    .command('show')
    .description(
      'Show what a catalog asks for and holds; with its parameters, the endpoints themselves',
    )
    .argument('<name>', 'a built-in catalog, or a file, with its parameters')
    .option('--with <key=value>', WITH, collect)
    .option('--as-targets', 'print the endpoints as targets of a perimeter.yaml to edit')
    .addOption(new Option('--format <format>').choices(SHOW_FORMATS).default('text'))
    .action((name: string, flags: ShowFlags) => {
      io.out(catalogText(name, flags, io))
      done(EXIT.asExpected)
    })
}

/** One catalog as text. Throws CallError, RefusedConfigError. */
export function catalogText(name: string, flags: ShowFlags, io: Io): string {
  const found = CATALOGS.find((c) => c.name === name)
  if (found === undefined && !isCatalogFile(name)) throw new CallError(noCatalog(name))
  const isConcrete = flags.with !== undefined || flags.asTargets === true
  // What one of a user's own asks for, its author knows; what is missing is told.
  return found === undefined || isConcrete ? concrete(name, flags, io) : SHOWN[flags.format](found)
}

const SHOWN: Readonly<Record<Format, (catalog: Catalog) => string>> = {
  text: showCatalog,
  markdown: catalogSection,
  json: (catalog) => `${JSON.stringify(catalog, null, 2)}\n`,
  yaml: (catalog) => stringify(catalog),
}

function concrete(name: string, flags: ShowFlags, io: Io): string {
  const given = flags.with ?? []
  const plan = planFromFlags({ catalog: [name], with: given }, io)
  const endpoints = concreteEndpoints(plan)
  const leavesOpen = concreteLeftOpen(plan.capabilities)
  const called = [name, ...given.map((pair) => pair.replace(/\s+/g, ' '))].join(', ')
  if (flags.asTargets === true)
    return `${LOST.map((line) => `# ${line}\n`).join('')}# ${called}\n${stringify(asTargets(endpoints))}`
  return CONCRETE[flags.format](called, { endpoints, leavesOpen })
}

/** What a target of one’s own does not have. */
const LOST = [
  'Endpoints of a catalog as targets of your own, to edit. Capabilities and what is optional are the catalog’s alone:',
  'where nothing is to be changed, "catalogs: [{ use: NAME, with: {...} }]" says more and follows new versions.',
]

const CONCRETE: Readonly<Record<Format, (title: string, catalog: ConcreteCatalog) => string>> = {
  text: (_, catalog) => concreteText(catalog),
  markdown: concreteMarkdown,
  json: (_, catalog) => `${JSON.stringify(catalog, null, 2)}\n`,
  yaml: (_, catalog) => stringify(catalog),
}

function noCatalog(name: string): string {
  const near = nearest(
    name,
    CATALOGS.map((c) => c.name),
  )
  const hint = near === null ? 'perimeter catalog list shows them' : `did you mean ${near}?`
  return `There is no catalog ${quoteValue(name)}: ${hint}`
}
