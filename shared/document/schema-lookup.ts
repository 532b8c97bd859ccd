import type { KeyPath } from './problem.ts'

/** As much of JSON Schema as looking up keys needs. */
export interface JsonSchema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
}

/** The keys that are valid in the mapping at a path. */
export function keysAt(schema: JsonSchema, path: KeyPath): string[] {
  return schemasAt(schema, path).flatMap((s) => Object.keys(s.properties ?? {}))
}

/** What the schema says of the key at a path; of the nearest key above it that says something. */
export function descriptionAt(schema: JsonSchema, path: KeyPath): string | null {
  for (let length = path.length; length > 0; length--) {
    const found = schemasAt(schema, path.slice(0, length)).find((s) => s.description !== undefined)
    if (found?.description !== undefined) return found.description
  }
  return null
}

function schemasAt(schema: JsonSchema, path: KeyPath): JsonSchema[] {
  let here = branches(schema)
  for (const part of path) here = here.flatMap((s) => branches(childOf(s, part)))
  return here
}

function childOf(schema: JsonSchema, part: PropertyKey): JsonSchema {
  if (typeof part === 'number') return schema.items ?? {}
  const extra = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
  return schema.properties?.[String(part)] ?? extra
}

function branches(schema: JsonSchema): JsonSchema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap(branches)]
}
