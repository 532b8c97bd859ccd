import type { Catalog, Parameter } from '../../../shared/catalog/catalog.ts'
import { type Given, holds } from '../../../shared/catalog/parameters.ts'
import type { Values } from '../../../shared/catalog/template.ts'

/** Parameters of many kinds for a catalog: the least and the most, and each value of each choice with both. */
export function samples(catalog: Catalog): readonly Given[] {
  const choices = Object.entries(catalog.parameters).flatMap(([name, { type, values = [] }]) =>
    type === 'choice' ? values.map((value) => ({ [name]: value })) : [],
  )
  return [{}, ...choices].flatMap((chosen) => [
    sample(catalog, chosen, (p) => p.required || p.requiredWhen !== undefined),
    sample(catalog, chosen, () => true),
  ])
}

/** Every parameter that has an example and holds whatever else is chosen, by its example. */
export function byExample({ parameters }: Catalog): Record<string, string | string[]> {
  const given = Object.entries(parameters).flatMap(([name, { type, example, only }]) =>
    example === undefined || only !== undefined
      ? []
      : [[name, type === 'list' ? [example] : example] as const],
  )
  return Object.fromEntries(given)
}

function sample(catalog: Catalog, chosen: Values, wanted: (p: Parameter) => boolean): Given {
  const values: Record<string, string | readonly string[]> = {}
  for (const [name, parameter] of Object.entries(catalog.parameters)) {
    if (parameter.type === 'choice') values[name] = chosen[name] ?? parameter.default ?? ''
    else if (wanted(parameter)) values[name] = sampleOf(parameter, values)
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

/** All that may be chosen, or the example. */
function sampleOf(parameter: Parameter, before: Values): string | readonly string[] {
  const { type, values = [parameter.example ?? ''], only = [] } = parameter
  const limits = only.filter((limit) => holds(limit.when, before))
  const allowed = values.filter((v) => limits.every((limit) => limit.values.includes(v)))
  return type === 'list' ? allowed : (allowed[0] ?? '')
}
