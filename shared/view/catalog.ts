import type { Catalog } from '../catalog/catalog.ts'

/** A catalog as text for a terminal: what it asks for, what it keeps working, what it checks, and why. */
export function showCatalog(catalog: Catalog): string {
  const parameters = Object.entries(catalog.parameters).map(
    ([name, p]) => `  ${name.padEnd(16)}${p.required ? 'required' : 'optional'}  ${p.describe}`,
  )
  const capabilities = catalog.capabilities.map(
    (c) => `  ${c.id.padEnd(16)}${c.name}\n${' '.repeat(18)}without it: ${c.symptom}`,
  )
  const endpoints = catalog.endpoints.flatMap((row) => [
    `  ${row.url}`,
    `      for ${row.for.join(', ')}; source ${row.source}, ${row.asOf}${condition(row.when)}`,
  ])
  const sources = Object.entries(catalog.sources).map(
    ([key, s]) => `  ${key.padEnd(16)}${s.title}  ${s.url}`,
  )
  return [
    `${catalog.name}  ${catalog.version}`,
    catalog.about,
    ...section('Parameters', parameters),
    ...section('Capabilities', capabilities),
    ...section('Endpoints', endpoints),
    ...section('Sources', sources),
    '',
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function condition(when: Readonly<Record<string, readonly string[]>> | undefined): string {
  if (when === undefined) return ''
  const terms = Object.entries(when).map(([name, values]) => `${name} is ${values.join(' or ')}`)
  return `; when ${terms.join(' and ')}`
}
