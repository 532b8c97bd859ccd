import { parseArgs } from 'node:util'

export const USAGE = `The fault lab: does the probe name the true cause?

  node test/lab/main.ts [--only NAME|GLOB] [--keep] [--list] [--record FOLDER]
  node test/lab/main.ts --estate [NAME] [--only NAME|GLOB] [--each N] [--list] [--record FOLDER]

  --only NAME|GLOB  run these scenarios only: dns/zone-not-linked, 'tls/*'
  --keep            leave the lab standing as the last scenario broke it, until Ctrl-C
  --record FOLDER   write the report of each scenario to FOLDER/<its name>.json; of an estate the
                    whole store, to FOLDER/<its name>.db
  --list            list the scenarios and what they show
  --estate [NAME]   the estates (or one of them) with one change after the other, in place of scenarios
  --each N          only every Nth case of the estates, from the first on

It must run as root on Linux. README.md tells how to add a scenario or a change.
Exit status: 0 all passed, 1 some failed, 2 the lab cannot run.
`

export interface Options {
  readonly only: string | undefined
  readonly keep: boolean
  readonly list: boolean
  readonly record: string | undefined
  readonly help: boolean
  /** null: scenarios, no estates. `name` undefined: all of them. */
  readonly estate: { readonly name: string | undefined; readonly each: number } | null
}

/** Reads the command line. Throws a TypeError that says what is wrong with it. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      keep: { type: 'boolean', default: false },
      record: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      estate: { type: 'boolean', default: false },
      each: { type: 'string', default: '1' },
    },
    allowPositionals: true,
  })
  const { estate, each, only, record, ...rest } = values
  const [name, ...more] = positionals
  const [stray] = estate ? more : positionals
  if (stray !== undefined) throw new TypeError(`Unexpected argument ${JSON.stringify(stray)}`)
  if (!/^[1-9]\d*$/.test(each)) throw new TypeError(`--each takes a number from 1 on, not ${each}`)
  return { ...rest, only, record, estate: estate ? { name, each: Number(each) } : null }
}
