import { expect, test } from 'vitest'
import { unresolvedReference } from '../../../shared/document/unresolved-reference.ts'

test.for([
  [
    '@Microsoft.KeyVault(SecretUri=https://kv-ops.vault.azure.net/secrets/slack/ec96f02080254f109c51a1f14cdb1931)',
    'Key Vault kv-ops',
    'kv-ops.vault.azure.net',
  ],
  [
    '@Microsoft.KeyVault(VaultName=KV-ops;SecretName=slack)',
    'Key Vault kv-ops',
    'kv-ops.vault.azure.net',
  ],
  [
    '@Microsoft.AppConfiguration(Endpoint=https://ac-ops.azconfig.io; Key=slack; Label=prod)',
    'App Configuration ac-ops',
    'ac-ops.azconfig.io',
  ],
  [
    '@Microsoft.KeyVault(VaultName=kv-old;SecretUri=https://kv-ops.vault.azure.cn/secrets/slack)',
    'Key Vault kv-ops',
    'kv-ops.vault.azure.cn',
  ],
  [
    '@Microsoft.KeyVault(VaultName=kv-ops;SecretUri=nonsense)',
    'Key Vault kv-ops',
    'kv-ops.vault.azure.net',
  ],
  ['@Microsoft.KeyVault(SecretUri=http://kv-ops.vault.azure.net/secrets/x)', 'Key Vault', null],
  ['@Microsoft.KeyVault(SecretUri=nonsense)', 'Key Vault', null],
  ['@Microsoft.KeyVault(VaultName=a/../b;SecretName=x)', 'Key Vault', null],
] as const)('%s', ([value, source, host]) => {
  expect(unresolvedReference(value)).toEqual({ source, host })
})

test.for(['', 'https://hooks.slack.com/x', 'see @Microsoft.KeyVault(x)', '@Microsoft.KeyVault'])(
  'is a value: %s',
  (value) => {
    expect(unresolvedReference(value)).toBeNull()
  },
)
