import { z } from 'zod'

/** A resource as any way of exporting it gives it, with `properties` at every level merged into what has them. */
export type Row = Readonly<Record<string, unknown>>

/**
 * ARM and Resource Graph keep what matters in `properties`; `az` prints the same without that level. Merges the one
 * form into the other, at every level.
 * Sources: https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language and
 * https://learn.microsoft.com/cli/azure/network/nsg
 */
export function merged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(merged)
  if (!isRow(value)) return value
  const { properties, ...own } = value
  const whole = isRow(properties) ? { ...own, ...properties, ...keys(own) } : own
  return Object.fromEntries(Object.entries(whole).map(([key, inner]) => [key, merged(inner)]))
}

/** A resource stays what it is, whatever its properties are called. */
function keys({ id, name, type }: Row): Row {
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(type !== undefined && { type }),
  }
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list that may be absent or null. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? [])
}

/** A text that may be absent, null or empty. */
export const maybe = z
  .string()
  .nullish()
  .transform((value) => value || null)

/** `{ id: … }` or absent. */
export const reference = z
  .object({ id: z.string() })
  .nullish()
  .transform((value) => value?.id ?? null)

export const texts = listOf(z.string())

/** ARM writes one value and many values in two properties; empty ones count as none. */
export function oneOrMany(one: string | null, many: readonly string[]): string[] {
  return [...new Set([...(one === null ? [] : [one]), ...many])].filter((item) => item !== '')
}

/** The id of the resource that holds this one: of the network of a subnet, of the zone of a record. */
export function parentOf(id: string): string {
  return id.split('/').slice(0, -2).join('/')
}

/** The last part of a resource id. */
export function lastOf(id: string): string {
  return id.split('/').at(-1) ?? id
}

/** Ids are compared without regard to case: Resource Graph, ARM and people write them differently. */
export function sameId(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase()
}

/** An entry of an export: the resource, merged, and where it stands in the file. */
export interface Entry {
  readonly row: Row
  readonly place: string
}
