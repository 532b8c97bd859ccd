/** A reference in the place of a value: the platform was to replace it and did not. */
export interface UnresolvedReference {
  /** What it leads to, as a sentence names it: `Key Vault kv-ops`. */
  readonly source: string
  /** Of that service; null where the reference does not say it. */
  readonly host: string | null
}

const FORM = /^@Microsoft\.(KeyVault|AppConfiguration)\((.*)\)$/s

/**
 * What a value of the environment refers to, where App Service left the reference itself in its place: the secret is
 * not there, the identity may not read it, or the network to the vault is closed. Null for any other value.
 * https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
 * https://learn.microsoft.com/azure/app-service/app-service-configuration-references
 */
export function unresolvedReference(value: string): UnresolvedReference | null {
  const [, kind, inside = ''] = FORM.exec(value.trim()) ?? []
  if (kind === undefined) return null
  const parts = new Map(inside.split(';').flatMap(partOf))
  if (kind === 'AppConfiguration') return named('App Configuration', hostOf(parts.get('endpoint')))
  const vault = parts.get('vaultname')
  const host = hostOf(parts.get('secreturi'))
  if (host !== null || vault === undefined) return named('Key Vault', host)
  // The name alone stands for a vault of the public cloud.
  const valid = /^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/.test(vault)
  return named('Key Vault', valid ? `${vault.toLowerCase()}.vault.azure.net` : null)
}

function named(service: string, host: string | null): UnresolvedReference {
  const name = host?.split('.')[0]
  return { source: name === undefined ? service : `${service} ${name}`, host }
}

function partOf(text: string): readonly (readonly [string, string])[] {
  const at = text.indexOf('=')
  return at < 0 ? [] : [[text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()]]
}

function hostOf(text: string | undefined): string | null {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null
  return url?.protocol === 'https:' && /^[a-z0-9.-]+$/.test(url.hostname) ? url.hostname : null
}
