/**
 * Zones whose name is not `privatelink.` before the public suffix (PE-DNS; azure.md 2). The catalogs bring the
 * whole table and set `expect.zone`; this helper serves targets that a user writes by hand.
 */
const IRREGULAR: Readonly<Record<string, string>> = {
  'vault.azure.net': 'privatelink.vaultcore.azure.net',
  'scm.azurewebsites.net': 'privatelink.azurewebsites.net',
}

/** Public suffixes whose zone is `privatelink.` and the suffix. */
const REGULAR: readonly string[] = [
  'blob.core.windows.net',
  'file.core.windows.net',
  'queue.core.windows.net',
  'table.core.windows.net',
  'dfs.core.windows.net',
  'web.core.windows.net',
  'database.windows.net',
  'postgres.database.azure.com',
  'mysql.database.azure.com',
  'documents.azure.com',
  'redis.cache.windows.net',
  'servicebus.windows.net',
  'azurecr.io',
  'azurewebsites.net',
  'azconfig.io',
  'search.windows.net',
  'cognitiveservices.azure.com',
  'openai.azure.com',
  'vaultcore.azure.net',
]

const ZONES: readonly (readonly [suffix: string, zone: string])[] = [
  ...Object.entries(IRREGULAR),
  ...REGULAR.map((suffix) => [suffix, `privatelink.${suffix}`] as const),
]

/**
 * The private zone that Azure would answer a host from, by the longest matching public suffix; null for a name
 * that is in none of the suffixes, or that lies in a private zone itself.
 */
export function privateZoneOf(host: string): string | null {
  if (host.includes('.privatelink.')) return null
  const fitting = ZONES.filter(([suffix]) => host.endsWith(`.${suffix}`))
  return fitting.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? null
}
