import { CATALOGS } from '../catalog/builtin.ts'
import type { Catalog, EndpointRow } from '../catalog/catalog.ts'
import { sandboxesOf } from '../catalog/left-open.ts'
import { mayNeed } from '../catalog/needed-for.ts'
import { SANDBOXES } from '../model/sandbox.ts'

/** What a capability depends on, for a text that names no host. */
export interface CapabilityNeeds {
  /** Its endpoints, with placeholders, and when they count. */
  readonly endpoints: readonly string[]
  /** What else to look at. */
  readonly hints: readonly string[]
  /** The check of the whole catalog, with what must be given, by example. */
  readonly check: string
}

/** The needs of a capability with an id, `catalog/capability`; null where there is none. */
export function needsOf(id: string): CapabilityNeeds | null {
  const [name, capabilityId = ''] = id.split('/')
  const catalog = CATALOGS.find((one) => one.name === name)
  const capability = catalog?.capabilities.find((one) => one.id === capabilityId)
  if (catalog === undefined || capability === undefined) return null
  const rows = rowsFor(catalog, capabilityId)
  const mayBePrivate = rows.some((row) => row.private !== undefined)
  const hints = [
    ...(mayBePrivate
      ? [
          'a name that has a private endpoint or a VIP must lead to its address, not to the public one',
        ]
      : []),
    ...(capability.checks ?? []),
    ...sandboxesOf(capability).map((name) => SANDBOXES[name].check),
  ]
  // A list of ports for hosts of any kind tells nothing of one of them.
  const endpoints = isOfYours(catalog) ? [] : rows.map(rowText)
  return { endpoints, hints, check: command(catalog) }
}

/** The rows that a capability depends on. */
function rowsFor(catalog: Catalog, id: string): readonly EndpointRow[] {
  return catalog.endpoints.filter((row) => mayNeed(row).includes(id))
}

function rowText(row: EndpointRow): string {
  const when = Object.entries(row.when ?? {}).map(([name, of]) => `${name} ${of.join(' or ')}`)
  const said = [
    ...(row.optional === true ? ['optional'] : []),
    ...(when.length > 0 ? [`with ${when.join(' and ')}`] : []),
    ...(row.note === undefined ? [] : [row.note]),
  ]
  return said.length === 0 ? row.url : `${row.url} (${said.join('; ')})`
}

/** Whether all endpoints are hosts that the user names, and none has to be named. */
function isOfYours({ parameters, endpoints }: Catalog): boolean {
  return (
    Object.values(parameters).every(({ required }) => !required) &&
    endpoints.every(({ url }) => url.includes('{'))
  )
}

function command(catalog: Catalog): string {
  const { parameters } = catalog
  const required = Object.entries(parameters).filter(([, parameter]) => parameter.required)
  const given = isOfYours(catalog)
    ? Object.entries(parameters)
        .filter(([, { type, example }]) => type === 'list' && example !== undefined)
        .slice(0, 1)
    : required
  const values = given.map(([name, { example }]) => `--with ${name}=${example ?? '...'}`)
  return ['perimeter check --catalog', catalog.name, ...values].join(' ')
}
