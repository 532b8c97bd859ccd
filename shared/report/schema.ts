import { z } from 'zod'
import { report } from '../model/report.ts'

/** The formats of the JSON Schema vocabulary that the model uses; its own have a pattern, and strict validators refuse their names. */
const STRING_FORMATS = ['date-time', 'uri']

/** The JSON Schema (draft 2020-12) of a report as it leaves the program: `perimeter schema report`. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(report, {
    io: 'output',
    reused: 'ref',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined && !STRING_FORMATS.includes(jsonSchema.format)) {
        delete jsonSchema.format
      }
    },
  })
  return { $schema, $id: 'urn:perimeter:schema:report:1', title: 'Perimeter report', ...schema }
}
