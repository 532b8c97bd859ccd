import { platformTokens } from '../../runtime/tokens.ts'
import type { Environment } from '../../shared/document/environment.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { TokenSource } from '../../shared/ports/token-source.ts'

/**
 * Tokens for telemetry when the resource takes none without: the host’s own setting says so, as `Authorization=AAD`,
 * with the client id of a user-assigned identity. Null otherwise.
 * https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string
 */
export function telemetryTokens(env: Environment, clock: Pick<Clock, 'date'>): TokenSource | null {
  const given = env['APPLICATIONINSIGHTS_AUTHENTICATION_STRING'] ?? ''
  const parts = new Map(
    given.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=')
      return [name.trim().toLowerCase(), value.trim()] as const
    }),
  )
  if (parts.get('authorization')?.toUpperCase() !== 'AAD') return null
  const clientId = parts.get('clientid')
  return platformTokens({ env: { ...env, ...(clientId && { AZURE_CLIENT_ID: clientId }) }, clock })
}
