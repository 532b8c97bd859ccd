import { gcloudOr } from '../identity/gcloud.ts'
import { googleTokens } from '../identity/google.ts'
import type { CallerParts, PullLimits } from '../shared/cloud-network/pull/caller.ts'
import { type NetworkPull, type PullScope, pullNetwork } from '../shared/cloud-network/pull/pull.ts'
import type { Config } from '../shared/config/schema.ts'
import { senderProxy } from '../shared/notify/proxy.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { TokenSource } from '../shared/ports/token-source.ts'
import { cloudApi } from './cloud-api.ts'
import { pause } from './pause.ts'
import type { ConfigContext } from './plan-file.ts'
import { rootsOf } from './roots.ts'
import { platformTokens } from './tokens.ts'

export interface PullParts {
  readonly config: Config
  readonly context: ConfigContext
  readonly clock: Clock
  readonly limits: PullLimits
  readonly signal: AbortSignal
}

/**
 * Reads the configuration of the network from the clouds: by the proxy and the roots of the configuration, with the
 * identity that the environment offers, else that of whoever is signed in to az or gcloud. No connection outlives it.
 * Throws RefusedConfigError for roots that cannot be read.
 */
export async function pullByPlatform(scope: PullScope, parts: PullParts): Promise<NetworkPull> {
  const { config, context, clock, limits, signal } = parts
  await using api = cloudApi({
    proxyFor: senderProxy(config, context.env),
    ca: rootsOf(config, context),
  })
  return await pullNetwork(scope, {
    ...{ clock, limits, signal, sleep: pause },
    api: api.ask,
    tokens: renewing(() => tokensOf(context, clock)),
  })
}

function tokensOf({ env }: ConfigContext, clock: Clock): TokenSource {
  return platformTokens({ env, clock, google: gcloudOr(googleTokens(env), env) })
}

/** Tokens of one source, which is made anew where a cloud does not take the one that it gives. */
function renewing(make: () => TokenSource): CallerParts['tokens'] {
  let source = make()
  return async (auth, refused) => {
    const given = await source(auth)
    if (refused === null || given.token !== refused) return given
    source = make()
    return await source(auth)
  }
}
