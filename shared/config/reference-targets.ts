import type { Environment } from '../document/environment.ts'
import { unresolvedReference } from '../document/unresolved-reference.ts'
import { itemsOf, LISTS, textAt } from './without-entries.ts'

/**
 * Targets, as a configuration has them, for the services behind references that the platform left unresolved: whether the
 * network or the identity keeps the secret away, the sweep finds out. A vault answers `/healthstatus` to anybody
 * whom its network rules let through.
 * https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics
 */
export function referenceTargets(env: Environment, data: unknown): readonly unknown[] {
  const own = (itemsOf(data, LISTS.target) ?? []).map((entry) => textAt(entry, 'url') ?? '')
  const sources = new Map(
    Object.values(env).flatMap((value) => {
      const { host, source } = unresolvedReference(value ?? '') ?? {}
      return host == null || source === undefined ? [] : [[host, source] as const]
    }),
  )
  // Where the configuration names the host itself, it says what is expected of it.
  return [...sources]
    .filter(([host]) => !own.some((url) => url.toLowerCase().includes(`//${host}`)))
    .map(([host, source]) =>
      source.startsWith('Key Vault')
        ? { name: source, url: `https://${host}/healthstatus`, expect: { http: { status: [200] } } }
        : { name: source, url: `https://${host}/` },
    )
}
