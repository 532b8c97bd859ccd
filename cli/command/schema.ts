import { Argument, type Command } from 'commander'
import { configJsonSchema, reportJsonSchema } from '../../shared/view/json-schemas.ts'
import { EXIT, type ExitStatus, type Io } from '../io.ts'

const SCHEMAS = { config: configJsonSchema, report: reportJsonSchema }

/** `perimeter schema`: the JSON Schema of the configuration or of a report. */
export function schemaCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('schema')
    .description('Print the JSON Schema of the configuration or of the report')
    .addArgument(new Argument('[what]').choices(['config', 'report']).default('config'))
    .action((what: keyof typeof SCHEMAS) => {
      io.out(`${JSON.stringify(SCHEMAS[what](), null, 2)}\n`)
      done(EXIT.asExpected)
    })
}
