import type { Capability, Catalog, Endpoint } from '../catalog/catalog.ts'
import type { SymptomMatch } from '../catalog/symptom.ts'
import { SANDBOXES } from '../model/sandbox.ts'
import { explainPage } from './explain.ts'

/** What a message leads to, as text for a terminal: the capability, its endpoints and what to check. */
export function explainSymptom(matches: readonly SymptomMatch[]): string {
  return matches.map(({ catalog, capability }) => entry(catalog, capability)).join('\n')
}

function entry(catalog: Catalog, capability: Capability): string {
  const rows = rowsFor(catalog, capability.id)
  return explainPage(`${catalog.name}: ${capability.name}`, [
    ['Without it', capability.symptom],
    ['Messages', capability.quotes ?? []],
    ['Needs', rows.map(rowText)],
    ['What to check', advice(catalog, capability, rows)],
  ])
}

/** The rows that a capability hangs on. */
function rowsFor(catalog: Catalog, id: string): readonly Endpoint[] {
  return catalog.endpoints.filter(
    (row) =>
      row.for.includes(id) || Object.values(row.forItem ?? {}).some((ids) => ids.includes(id)),
  )
}

function rowText(row: Endpoint): string {
  const when = Object.entries(row.when ?? {}).map(([name, of]) => `${name} ${of.join(' or ')}`)
  const said = [
    ...(row.optional === true ? ['optional'] : []),
    ...(when.length > 0 ? [`with ${when.join(' and ')}`] : []),
    ...(row.note === undefined ? [] : [row.note]),
  ]
  return said.length === 0 ? row.url : `${row.url} (${said.join('; ')})`
}

function advice(
  catalog: Catalog,
  capability: Capability,
  rows: readonly Endpoint[],
): readonly string[] {
  const mayBePrivate = rows.some((row) => row.private !== undefined)
  const must = rows.some((row) => row.expect?.reachability === 'blocked')
    ? 'None of these may be reachable from the network that the system runs in'
    : 'Each of these must be reachable from the network that the system runs in: through DNS, routes, firewall and proxy'
  return [
    must,
    ...(mayBePrivate
      ? [
          'A name that has a private endpoint or a VIP must lead to its address, not to the public one',
        ]
      : []),
    ...(capability.checks ?? []),
    ...(capability.sandbox === undefined ? [] : [SANDBOXES[capability.sandbox].check]),
    `To see which one fails, and why, there: ${command(catalog)}`,
    `In the report it is the capability ${catalog.name}/${capability.id}`,
  ]
}

/** A call with what must be given, by example. */
function command(catalog: Catalog): string {
  const given = Object.entries(catalog.parameters).flatMap(([name, parameter]) =>
    parameter.required ? [`--with ${name}=${parameter.example ?? '...'}`] : [],
  )
  return ['perimeter check --catalog', catalog.name, ...given].join(' ')
}
