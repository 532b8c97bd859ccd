import type { EndpointRow } from './catalog.ts'
import { holds } from './parameters.ts'
import type { Values } from './template.ts'

type Needs = Pick<EndpointRow, 'for' | 'forItem' | 'forWhen'>

/** Ids of the capabilities that may need a row, whatever the parameters. */
export function mayNeed(row: Needs): readonly string[] {
  const further = [...Object.values(row.forItem ?? {}), ...(row.forWhen ?? []).map((m) => m.for)]
  return [...new Set([...row.for, ...further.flat()])]
}

/** Ids of the capabilities that need a row with these parameters; `item` is its item of `each`. */
export function needs(row: Needs, values: Values, item: string | null): readonly string[] {
  const ofItem = item === null ? [] : (row.forItem?.[item] ?? [])
  const conditional = (row.forWhen ?? []).filter(
    ({ when, without }) =>
      holds(when, values) && (without === undefined || values[without] === undefined),
  )
  return [...new Set([...row.for, ...ofItem, ...conditional.flatMap((more) => more.for)])]
}
