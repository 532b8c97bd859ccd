import type { AzureCloud } from './suffixes.ts'

/**
 * A service that lives inside a virtual network and has its names in a zone of the customer's own, without any
 * private endpoint: there a zone named after the public name, or below the public suffix, is the documented way.
 */
export interface OwnZone {
  /** What kind of set-up has such a zone. */
  readonly service: string
  /** Names that the zone has when it is made as documented. */
  readonly zones: readonly string[]
  /** Whether the customer may name it otherwise, as long as it lies below the public suffix. */
  readonly anyBelow: boolean
  /** The records that the zone needs. */
  readonly records: string
  /** The vendor's page. */
  readonly docs: string
}

interface Kind extends OwnZone {
  /** What stands before the suffix in a host name; `$1` and `$2` of the zones are its parentheses. */
  readonly host: string
  /** The public suffix by cloud; zones name it `{suffix}`. */
  readonly suffixes: Partial<Record<AzureCloud, string>>
}

const LEARN = 'https://learn.microsoft.com/azure'

const KINDS: readonly Kind[] = [
  {
    service: 'Container Apps environment that is internal and has no private endpoint',
    host: '(?:.+\\.)?([^.]+\\.[^.]+)',
    suffixes: { AzureCloud: 'azurecontainerapps.io', AzureUSGovernment: 'azurecontainerapps.us' },
    zones: ['$1.{suffix}'],
    anyBelow: false,
    records: '* and @, A records of the environment’s static IP',
    docs: `${LEARN}/container-apps/private-endpoints-and-dns`,
  },
  {
    service: 'PostgreSQL flexible server with VNet integration',
    host: '([^.]+)',
    suffixes: {
      AzureCloud: 'postgres.database.azure.com',
      AzureUSGovernment: 'postgres.database.usgovcloudapi.net',
      AzureChinaCloud: 'postgres.database.chinacloudapi.cn',
    },
    zones: ['$1.private.{suffix}', 'private.{suffix}'],
    anyBelow: true,
    records: 'written by the server',
    docs: `${LEARN}/postgresql/flexible-server/concepts-networking-private`,
  },
  {
    service: 'MySQL flexible server with VNet integration',
    host: '([^.]+)',
    suffixes: {
      AzureCloud: 'mysql.database.azure.com',
      AzureUSGovernment: 'mysql.database.usgovcloudapi.net',
      AzureChinaCloud: 'mysql.database.chinacloudapi.cn',
    },
    zones: ['$1.private.{suffix}', 'private.{suffix}'],
    anyBelow: true,
    records: 'written by the server',
    docs: `${LEARN}/mysql/flexible-server/concepts-networking-vnet`,
  },
  {
    service: 'App Service Environment with an internal address',
    host: '(?:.+\\.)?([^.]+)',
    suffixes: {
      AzureCloud: 'appserviceenvironment.net',
      AzureUSGovernment: 'appserviceenvironment.us',
    },
    zones: ['$1.{suffix}', 'scm.$1.{suffix}', '{suffix}'],
    anyBelow: false,
    records: '*, @ and *.scm, A records of the environment’s inbound address',
    docs: `${LEARN}/app-service/environment/networking`,
  },
  {
    service: 'API Management in a virtual network, internal mode',
    host: '([^.]+)(\\.(?:portal|developer|management|scm|regional))?',
    suffixes: {
      AzureCloud: 'azure-api.net',
      AzureUSGovernment: 'azure-api.us',
      AzureChinaCloud: 'azure-api.cn',
    },
    zones: ['$1$2.{suffix}', '$1.{suffix}'],
    anyBelow: false,
    records: '@, an A record of the private virtual IP, in a zone of that one name',
    docs: `${LEARN}/api-management/api-management-using-with-internal-vnet`,
  },
]

interface Pattern {
  readonly kind: Kind
  readonly suffix: string
  readonly pattern: RegExp
}

const PATTERNS: readonly Pattern[] = KINDS.flatMap((kind) =>
  Object.values(kind.suffixes).map((suffix) => ({
    kind,
    suffix,
    pattern: new RegExp(`^${kind.host}\\.${suffix.replaceAll('.', '\\.')}$`),
  })),
)

/** The set-up without a private endpoint that a host may belong to; null when its service knows none. */
export function ownZoneOf(host: string): OwnZone | null {
  const name = host.toLowerCase()
  const fitting = name.includes('privatelink') ? undefined : match(name)
  if (fitting === undefined) return null
  const { service, zones, anyBelow, records, docs } = fitting.kind
  const filled = zones.map((zone) => filledZone(zone, fitting, name))
  return { service, zones: filled, anyBelow, records, docs }
}

/**
 * Whether a private zone of that name is a documented way for the host, so that it hides no name that must be found
 * elsewhere: a zone of the one name, or the own zone of a service inside a virtual network.
 */
export function isOwnZone(host: string, zone: string): boolean {
  const name = host.toLowerCase()
  const asked = zone.toLowerCase().replace(/\.$/, '')
  if (asked === name) return true
  if (ownZoneOf(name)?.zones.includes(asked) === true) return true
  const suffix = match(name)?.suffix
  return ownZoneOf(name)?.anyBelow === true && asked.endsWith(`.${suffix}`)
}

function match(name: string): Pattern | undefined {
  return PATTERNS.find(({ pattern }) => pattern.test(name))
}

function filledZone(zone: string, { pattern, suffix }: Pattern, name: string): string {
  const parts = pattern.exec(name) ?? []
  const places = zone.replace('{suffix}', suffix)
  return places.replace(/\$(\d)/g, (_, place: string) => parts[Number(place)] ?? '')
}
