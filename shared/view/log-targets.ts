import { stringify } from 'yaml'
import { hostInUrl } from '../address/authority.ts'
import { slug } from '../target/slug.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import type { ExplainedFlow } from '../traffic-log/explain.ts'

/** Protocols of which a target can be made, by the scheme of its URL. */
const SCHEMES: Readonly<Record<string, string>> = {
  https: 'https',
  http: 'http',
  dns: 'dns',
  tcp: 'tcp',
  mssql: 'sqlserver',
}

/**
 * Flows as a list of targets for a configuration, in YAML; empty when none of them makes one. What is no valid
 * host (masked names, a request without a name), UDP and ICMP are skipped.
 */
export function targetList(flows: readonly ExplainedFlow[], most: number): string {
  const urls = [...new Set(flows.flatMap((flow) => urlOf(flow) ?? []))]
  const slugs = new Set<string>()
  const targets = urls.flatMap((url) => {
    const name = nameOf(url)
    if (slugs.has(slug(name))) return []
    slugs.add(slug(name))
    return [{ name, url }]
  })
  return targets.length === 0 ? '' : stringify({ targets: targets.slice(0, most) })
}

function urlOf({ protocol, host, port }: ExplainedFlow): string | null {
  const scheme = SCHEMES[protocol]
  if (scheme === undefined || host === null) return null
  const text = `${scheme}://${hostInUrl(host)}${scheme === 'dns' || port === null ? '' : `:${port}`}`
  return parseTargetUrl(text).endpoint?.url ?? null
}

/** The host alone where the scheme says the port. */
function nameOf(url: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/([^/]*)/.exec(url) ?? []
  return scheme === 'https' ? rest : `${rest} ${scheme}`
}
