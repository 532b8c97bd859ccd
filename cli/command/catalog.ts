import type { Command } from 'commander'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { nearest } from '../../shared/config/nearest.ts'
import { showCatalog } from '../../shared/view/catalog.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'

/** `perimeter catalog list` and `catalog show NAME`. */
export function catalogCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  const catalog = program.command('catalog').description('The lists of endpoints that systems need')
  catalog
    .command('list', { isDefault: true })
    .description('List the built-in catalogs')
    .action(() => {
      const width = Math.max(...CATALOGS.map((c) => c.name.length))
      io.out(CATALOGS.map((c) => `${c.name.padEnd(width)}  ${c.version}  ${c.title}\n`).join(''))
      done(EXIT.asExpected)
    })
  catalog
    .command('show')
    .description('Show the parameters, capabilities and endpoints of a catalog, with their sources')
    .argument('<name>')
    .option('--format <format>', 'text or json', 'text')
    .action((name: string, flags: { format: string }) => {
      const found = CATALOGS.find((c) => c.name === name)
      if (found === undefined) throw new CallError(noCatalog(name))
      io.out(flags.format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : showCatalog(found))
      done(EXIT.asExpected)
    })
}

function noCatalog(name: string): string {
  const near = nearest(
    name,
    CATALOGS.map((c) => c.name),
  )
  const hint = near === null ? 'perimeter catalog list shows them' : `did you mean ${near}?`
  return `There is no catalog ${JSON.stringify(name)}: ${hint}`
}
