import { didYouMean } from '../document/nearest.ts'
import { quoteValue } from '../document/problem.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Catalog, Condition, Parameter } from './catalog.ts'
import { fill, type Values } from './template.ts'

/** What is wrong with a given parameter; `name` is null when it is about none that was given. */
export interface ParameterProblem {
  readonly name: string | null
  readonly message: string
  readonly remedy: string
}

/** Parameters as a user gives them; a list may be one text with commas. */
export type Given = Readonly<Record<string, string | readonly string[]>>

/** How a message may show a value of a parameter: it may come from the environment and be a secret. */
export type Quote = (name: string, item: string) => string

/** Checks the parameters of a catalog and completes them with defaults. */
export function readParameters(
  catalog: Catalog,
  given: Given,
  quote: Quote,
): { readonly values: Values; readonly problems: readonly ParameterProblem[] } {
  const known = Object.keys(catalog.parameters)
  const unknown = Object.keys(given).filter((name) => !known.includes(name))
  const values: Record<string, string | readonly string[]> = {}
  for (const [name, parameter] of Object.entries(catalog.parameters)) {
    const value = givenOrDefault(
      parameter,
      Object.hasOwn(given, name) ? given[name] : undefined,
      values,
    )
    if (value === null) continue
    values[name] = value
    if (typeof value === 'string') Object.assign(values, lookedUp(catalog, name, value))
  }
  const problems = Object.entries(catalog.parameters).flatMap(([name, parameter]) => {
    if (Object.hasOwn(given, name)) return problemsOf(name, parameter, values, quote)
    const needed = parameter.required || wantedNow(parameter, values)
    return needed && values[name] === undefined ? [missingParameter(name, parameter)] : []
  })
  return {
    values,
    problems: [...unknown.map((name) => unknownParameter(name, catalog)), ...problems],
  }
}

/** Whether a condition holds: each parameter named has one of the values, a list at least one of them. */
export function holds(condition: Condition | undefined, values: Values): boolean {
  return Object.entries(condition ?? {}).every(([name, wanted]) => {
    const value = values[name] ?? []
    return (typeof value === 'string' ? [value] : value).some((v) => wanted.includes(v))
  })
}

/** The texts that follow from a parameter. */
function lookedUp(catalog: Catalog, by: string, value: string): Record<string, string> {
  const found = Object.entries(catalog.lookups ?? {}).flatMap(([name, lookup]) => {
    const text = lookup.by === by && Object.hasOwn(lookup.of, value) ? lookup.of[value] : undefined
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(found)
}

function wantedNow({ requiredWhen }: Parameter, values: Values): boolean {
  return requiredWhen !== undefined && holds(requiredWhen, values)
}

/** Parameters are in order: a default may refer to those before it. */
function givenOrDefault(
  parameter: Parameter,
  given: Given[string] | undefined,
  before: Values,
): string | readonly string[] | null {
  const raw = given ?? parameter.default
  if (raw === undefined) return null
  if (parameter.type !== 'list')
    return typeof raw === 'string' ? fillDefault(raw, given, before) : raw
  return typeof raw === 'string' ? splitList(raw) : raw
}

function fillDefault(raw: string, given: Given[string] | undefined, before: Values): string | null {
  return given === undefined ? fill(raw, before) : raw
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function problemsOf(
  name: string,
  parameter: Parameter,
  values: Values,
  quote: Quote,
): readonly ParameterProblem[] {
  const value = values[name] ?? []
  if (typeof value !== 'string' && parameter.type !== 'list') {
    return [{ name, message: `${name} takes one text, not a list`, remedy: parameter.describe }]
  }
  const items = typeof value === 'string' ? [value] : value
  return [...new Set(items)].flatMap((item) =>
    itemProblem(name, parameter, { item, shown: quote(name, item) }, values),
  )
}

function itemProblem(
  name: string,
  parameter: Parameter,
  { item, shown }: { readonly item: string; readonly shown: string },
  values: Values,
): readonly ParameterProblem[] {
  const { pattern, values: allowed } = parameter
  if (allowed !== undefined && !allowed.includes(item)) {
    const remedy = `${didYouMean(item, allowed)}Write one of: ${allowed.join(', ')}`
    return [{ name, message: `${name} cannot be ${shown}`, remedy }]
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(item)) {
    const example = parameter.example === undefined ? '' : `: ${parameter.example}`
    return [
      { name, message: `${name} cannot be ${shown}`, remedy: `${parameter.describe}${example}` },
    ]
  }
  if (parameter.format === 'private-endpoint' && zoneOf(item) === null) {
    const message = `${name} cannot be ${shown}: no private zone of Azure is known for it`
    return [{ name, message, remedy: parameter.describe }]
  }
  const limited = parameter.only?.find((o) => holds(o.when, values) && !o.values.includes(item))
  if (limited === undefined) return []
  const remedy = `${didYouMean(item, limited.values)}${limited.why}`
  return [
    { name, message: `${name} cannot be ${shown} with ${conditionText(limited.when)}`, remedy },
  ]
}

function conditionText(condition: Condition): string {
  return Object.entries(condition)
    .map(([name, wanted]) => `${name} ${wanted.join(' or ')}`)
    .join(' and ')
}

function unknownParameter(name: string, catalog: Catalog): ParameterProblem {
  const known = Object.keys(catalog.parameters)
  const remedy = `${didYouMean(name, known)}It takes: ${known.join(', ') || 'none'}`
  return {
    name,
    message: `The catalog ${catalog.name} has no parameter ${quoteValue(name)}`,
    remedy,
  }
}

function missingParameter(name: string, parameter: Parameter): ParameterProblem {
  const example = parameter.example === undefined ? '' : ` (${parameter.example})`
  const message = `The parameter ${quoteValue(name)} is missing`
  return { name: null, message, remedy: `Add ${name} under with: ${parameter.describe}${example}` }
}
