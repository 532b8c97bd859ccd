import { parseArgs } from 'node:util'

export const USAGE = `The fault lab: does the probe name the true cause?

  node test/lab/main.ts [--only NAME|GLOB] [--keep] [--list] [--record FOLDER]

  --only NAME|GLOB  run these scenarios only: dns/zone-not-linked, 'tls/*'
  --keep            leave the lab standing as the last scenario broke it, until Ctrl-C
  --record FOLDER   write the report of each scenario to FOLDER/<its name>.json
  --list            list the scenarios and what they show

It must run as root on Linux. README.md tells how to add a scenario.
Exit status: 0 all passed, 1 some failed, 2 the lab cannot run.
`

export interface Options {
  readonly only: string | undefined
  readonly keep: boolean
  readonly list: boolean
  readonly record: string | undefined
  readonly help: boolean
}

/** Reads the command line. Throws a TypeError that says what is wrong with it. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      keep: { type: 'boolean', default: false },
      record: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return { ...values, only: values.only, record: values.record }
}
