import type { Observation } from '../model/observation.ts'
import type { Target } from '../model/target.ts'
import { parseTargetUrl } from './target-url.ts'

/** More names than this are not checked: a list is of a dozen, and a hostile one must not make a port scan. */
const MOST_NAMES = 64

/**
 * The targets that an answer names, where a target `discovers`: its body is a JSON array of host names, as that of
 * Azure Arc's allow-list (GET /urls/allowlist of the guest notification service: names in no order, some twice).
 * What is no host name is omitted; so is everything when the answer is no such list. Ids are the discovering
 * target's with the name behind it, so that history depends on the name.
 */
export function discoveredTargets(
  target: Target,
  observations: readonly Observation[],
): readonly Target[] {
  if (target.discovers === undefined) return []
  const answer = observations.findLast((o) => o.step === 'request' && o.status === 200)
  const names = answer?.step === 'request' ? namesIn(answer.body) : []
  return names.flatMap((name) => targetFor(target, target.discovers?.url ?? '', name))
}

/** The host names of a JSON array, lower case, each once, in order. */
function namesIn(body: string): readonly string[] {
  const list = parsed(body)
  const names = Array.isArray(list) ? list.filter(isHostName) : []
  return [...new Set(names.map((name) => name.toLowerCase()))].sort().slice(0, MOST_NAMES)
}

/** Nothing that could mean a port, a path or a user once it is in a URL. */
function isHostName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z0-9._-]+$/i.test(name)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null // no list: the finding about the answer itself says more
  }
}

function targetFor(from: Target, template: string, name: string): readonly Target[] {
  const { endpoint } = parseTargetUrl(template.replace('{name}', name))
  // An address instead of a name is refused: what the list may lead to is a service, not a network.
  if (endpoint === null || !endpoint.host.includes('.') || /^[\d.]+$|:/.test(endpoint.host))
    return []
  const { discovers: _, ...rest } = from
  return [
    {
      ...rest,
      ...endpoint,
      id: `${from.id}/${endpoint.host}`,
      name: endpoint.host,
      expect: { reachability: from.expect.reachability, resolution: from.expect.resolution },
      discoveredBy: from.id,
    },
  ]
}
