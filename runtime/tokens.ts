import type { TargetAuth } from '../shared/model/target.ts'
import type { Clock, Token, TokenSource } from '../shared/ports.ts'
import { azureToken } from './azure-token.ts'
import { googleToken } from './google-token.ts'
import { tokenTrouble } from './token-trouble.ts'

/** A token as a platform gives it. */
export interface Issued {
  readonly token: string
  /** When it ends, in ms since the epoch. */
  readonly expiresAt: number
}

/** What asks a platform for a token. Throws the error of its library; ends at the signal where it can. */
export type Issuer<Of = string> = (of: Of, signal: AbortSignal) => Promise<Issued>

export interface TokenOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Pick<Clock, 'date'>
  /** What one token may take, in ms. */
  readonly deadline?: number
  /** Who gives them; the default is the platform. */
  readonly google?: Issuer
  readonly azure?: Issuer
}

const DEADLINE = 5_000
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
  const google = options.google ?? googleToken(env)
  const azure = options.azure ?? azureToken(env)
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
      const none = { token: null, failure: tokenTrouble(error, 'google' in auth) }
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

/** Ends at the deadline, whether the work heeds its signal or not. */
async function within(ms: number, work: (signal: AbortSignal) => Promise<Issued>): Promise<Issued> {
  const end = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new DOMException(`no answer within ${ms} ms`, 'TimeoutError')
    end.abort(error)
    late.reject(error)
  }, ms)
  try {
    return await Promise.race([work(end.signal), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
