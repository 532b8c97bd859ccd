import type { Catalog } from '../catalog/catalog.ts'
import { sandboxesOf } from '../catalog/left-open.ts'
import { mayNeed } from '../catalog/needed-for.ts'
import { SANDBOXES } from '../model/sandbox.ts'

/** A catalog as text for a terminal: what it asks for, what it keeps working, what it checks, and why. */
export function showCatalog(catalog: Catalog): string {
  const parameters = Object.entries(catalog.parameters)
  const width = Math.max(0, ...parameters.map(([name]) => name.length)) + 2
  const capabilities = catalog.capabilities.flatMap((c) => [
    `  ${c.id}: ${c.name}${condition(c.when)}`,
    `      without it: ${c.symptom}`,
    ...sandboxesOf(c).map(
      (name) => `      a pass from the app leaves open: ${SANDBOXES[name].unproven}`,
    ),
  ])
  const endpoints = catalog.endpoints.flatMap((row) => [
    `  ${row.url}${row.each === undefined ? '' : ` for each of ${row.each}`}`,
    `      for ${mayNeed(row).join(', ')}; source ${row.source}, ${row.asOf}${condition(row.when)}${remark(row)}`,
  ])
  const sources = Object.entries(catalog.sources).map(
    ([key, s]) => `  ${key}: ${s.title}  ${s.url}`,
  )
  return [
    `${catalog.name}  ${catalog.version}`,
    catalog.about,
    ...section(
      'Parameters',
      parameters.map(
        ([name, p]) =>
          `  ${name.padEnd(width)}${p.required ? 'required' : 'optional'}  ${p.describe}`,
      ),
    ),
    ...section('Capabilities', capabilities),
    ...section('Endpoints', endpoints),
    ...section('Sources', sources),
    '',
  ].join('\n')
}

function remark({ optional, note }: Catalog['endpoints'][number]): string {
  return `${optional === true ? '; optional' : ''}${note === undefined ? '' : `; ${note}`}`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function condition(when: Readonly<Record<string, readonly string[]>> | undefined): string {
  if (when === undefined) return ''
  const terms = Object.entries(when).map(([name, values]) => `${name} is ${values.join(' or ')}`)
  return `; when ${terms.join(' and ')}`
}
