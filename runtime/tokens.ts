import { azureGiver, azureTokens } from '../identity/azure.ts'
import { googleGiver, googleTokens } from '../identity/google.ts'
import { DEADLINE, type Issuer, within } from '../identity/issuer.ts'
import { tokenTrouble } from '../identity/trouble.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { TargetAuth } from '../shared/model/target.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Token, TokenSource } from '../shared/ports/token-source.ts'

export interface TokenOptions {
  readonly env: Environment
  readonly clock: Pick<Clock, 'date'>
  /** What one token may take, in ms. */
  readonly deadline?: number
  /** Who gives them; the default is the platform. */
  readonly google?: Issuer
  readonly azure?: Issuer
}

/** A token is not used when it ends sooner than this, in ms: a request and a clock that is off fit into it. */
const MARGIN = 2 * 60_000
/** For how long, in ms, the targets that come next are told the same failure: a sweep waits for it once. */
const REMEMBERED = 30_000

interface Kept {
  readonly token: Token
  readonly until: number
}

/**
 * Tokens of the platform's own identity: on Google by the Application Default Credentials, on Azure by the managed
 * identity, and elsewhere by whoever is signed in. Kept until shortly before they end; their libraries are loaded with
 * the first one asked for.
 */
export function platformTokens(options: TokenOptions): TokenSource {
  const { env, clock, deadline = DEADLINE } = options
  const google = options.google ?? googleTokens(env)
  const azure = options.azure ?? azureTokens(env)
  const kept = new Map<string, Kept>()
  const asked = new Map<string, Promise<Token>>()

  async function fresh(key: string, auth: TargetAuth): Promise<Token> {
    const issue = (signal: AbortSignal) =>
      'google' in auth ? google(auth.google, signal) : azure(auth.azure, signal)
    try {
      const { token, expiresAt } = await within(deadline, issue)
      const given = { token, failure: null }
      kept.set(key, { token: given, until: expiresAt - MARGIN })
      return given
    } catch (error) {
      const giver = 'google' in auth ? googleGiver(env) : azureGiver(env)
      const none = { token: null, failure: tokenTrouble(error, giver) }
      kept.set(key, { token: none, until: clock.date().getTime() + REMEMBERED })
      return none
    } finally {
      asked.delete(key)
    }
  }

  return async (auth) => {
    const key = JSON.stringify(auth)
    const known = kept.get(key)
    if (known !== undefined && clock.date().getTime() < known.until) return known.token
    const running = asked.get(key) ?? fresh(key, auth)
    asked.set(key, running)
    return await running
  }
}
