import { CATALOGS } from '../catalog/builtin.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { RowIndex } from '../catalog/row-index.ts'
import type { Capability } from '../model/capability.ts'
import { publicNameOf } from '../zone/public-name.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Peer } from './peer.ts'

/** A row of a catalog that a host of the text belongs to, and what breaks with it. */
export interface BelongsTo {
  readonly host: string
  readonly capabilities: readonly Capability[]
}

/** The rows that hosts belong to, whatever port the text names: an error seldom has it. Pages to read are no targets. */
export function rowsOf(peers: readonly Peer[], index: RowIndex): readonly BelongsTo[] {
  const hosts = [...new Set(peers.filter(({ role }) => role === 'target').map(({ host }) => host))]
  return hosts.slice(0, MOST_HOSTS).flatMap((host) => [
    ...index.match(publicNameOf(host), { port: null, protocol: 'dns' }).rows.map((row) => ({
      host,
      capabilities: row.capabilities,
    })),
    ...(zoneOf(publicNameOf(host)) === null ? [] : [{ host, capabilities: PRIVATE }]),
  ])
}

/** What every name with a private zone of its own belongs to. */
const PRIVATE: readonly Capability[] = [capabilityOf('azure-private-endpoints/private')].filter(
  (one) => one !== null,
)

/** The capability with an id, `catalog/capability`; null where there is none. */
export function capabilityOf(id: string): Capability | null {
  const capabilityId = id.split('/')[1]
  const catalog = catalogOf(id)
  const capability = catalog?.capabilities.find((one) => one.id === capabilityId)
  if (catalog === undefined || capability === undefined) return null
  return { id, name: capability.name, catalog: catalog.name, symptom: capability.symptom }
}

/** The catalog that a capability with an id is of. */
export function catalogOf(id: string): Catalog | undefined {
  const [name] = id.split('/')
  return CATALOGS.find((one) => one.name === name)
}

const MOST_HOSTS = 20
