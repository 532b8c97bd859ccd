import { z } from 'zod'
import { settings } from '../config/schema.ts'
import { report } from '../model/report.ts'

/** The JSON Schema (draft 2020-12) of a configuration as one writes it: `perimeter schema config`. */
export function configJsonSchema(): Record<string, unknown> {
  return published('config', 'Perimeter configuration', z.toJSONSchema(settings, { io: 'input' }))
}

/** The JSON Schema (draft 2020-12) of a report as it leaves the program: `perimeter schema report`. */
export function reportJsonSchema(): Record<string, unknown> {
  const options = { io: 'output', reused: 'ref', override: plainFormats } as const
  return published('report', 'Perimeter report', z.toJSONSchema(report, options))
}

function published(name: string, title: string, whole: object): Record<string, unknown> {
  const { $schema, ...schema } = whole as Record<string, unknown>
  return { $schema, $id: `urn:perimeter:schema:${name}:1`, title, ...schema }
}

/** The formats of the vocabulary; zod's own have a pattern in addition, and validators refuse their names. */
const STRING_FORMATS = ['date-time', 'uri']

/** Removes from a schema the formats that strict validators do not know. */
export function plainFormats({ jsonSchema }: { jsonSchema: { format?: unknown } }): void {
  if (!STRING_FORMATS.includes(String(jsonSchema.format))) delete jsonSchema.format
}
