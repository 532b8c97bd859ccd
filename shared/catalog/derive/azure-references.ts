import type { Environment } from '../../document/environment.ts'
import type { DerivedValue } from './derived.ts'

/** How app settings refer to a secret or a key-value; the name of the vault or store is what is taken. */
const REFERENCES = [
  {
    parameter: 'vaults',
    begin: '@Microsoft.KeyVault(',
    name: /(?:SecretUri=https:\/\/|VaultName=)([A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9])(?=[.;)\s]|$)/i,
  },
  {
    parameter: 'configurationStores',
    begin: '@Microsoft.AppConfiguration(',
    name: /Endpoint=https:\/\/([A-Za-z0-9-]{5,50})\./i,
  },
] as const

/**
 * The Key Vaults and App Configuration stores that app settings refer to. Only what did not resolve is seen: the platform
 * puts the value in the place of a reference that did. Source:
 * https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
 */
export function references(env: Environment): readonly DerivedValue[] {
  // The platform repeats every app setting under this prefix.
  const settings = Object.entries(env).filter(([variable]) => !variable.startsWith('APPSETTING_'))
  return REFERENCES.flatMap(({ parameter, begin, name }) => {
    const found = settings.flatMap(([variable, value = '']) => {
      const isReference = value.toLowerCase().startsWith(begin.toLowerCase())
      const named = isReference ? name.exec(value)?.[1] : undefined
      return named === undefined ? [] : [{ variable, named: named.toLowerCase() }]
    })
    if (found.length === 0) return []
    const value = [...new Set(found.map((f) => f.named))].sort()
    return [{ name: parameter, value, variable: found.map((f) => f.variable).join(', ') }]
  })
}
