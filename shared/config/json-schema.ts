import { z } from 'zod'
import { settings } from './schema.ts'

/** The JSON Schema (draft 2020-12) of a configuration as one writes it: `perimeter schema config`. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(settings, { io: 'input' })
  return {
    $schema,
    $id: 'urn:perimeter:schema:config:1',
    title: 'Perimeter configuration',
    ...schema,
  }
}
