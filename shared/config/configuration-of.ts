import { createHash } from 'node:crypto'
import type { Report } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { Disabled } from './disabled.ts'
import type { Plan } from './plan.ts'
import type { Config } from './schema.ts'

/** Hexadecimal digits: two configurations of one vantage are told apart, and people can read it. */
const DIGITS = 12

/**
 * What a report says of its configuration: a hash of what is checked, how and against which expectation, and the
 * versions of the catalogs. Receivers, the store and credentials of proxies have no part in the hash.
 */
export function configurationOf(
  { limits, resolvers, privateRanges }: Config,
  {
    targets,
    rows,
    disabled = [],
  }: Pick<Plan, 'targets' | 'rows'> & { readonly disabled?: readonly Disabled[] },
): NonNullable<Report['configuration']> {
  const checked = { limits, resolvers, privateRanges, targets: targets.map(checkedOf) }
  const hash = createHash('sha256').update(JSON.stringify(checked)).digest('hex')
  const catalogs = [...rows.values()].map(({ catalog }) => [catalog.name, catalog.version] as const)
  return {
    hash: hash.slice(0, DIGITS),
    catalogs: Object.fromEntries(catalogs),
    ...(disabled.length > 0 && { disabled: disabled.map(offOf) }),
  }
}

function offOf({ kind, name, problems: [first] }: Disabled) {
  const { message = '', remedy = '', reference } = first ?? {}
  return { kind, name, problem: message, remedy, host: reference?.host ?? null }
}

/** JSON leaves out what is undefined: most targets have none of the last ones. */
function checkedOf({ id, url, address, expect, pathKind, proxy, capabilities, ...more }: Target) {
  const via = proxy === null ? null : `${proxy.scheme}://${proxy.host}:${proxy.port}`
  const { family, limits, interval, payload, redirects, resolver, sent } = more
  const asked = { ...{ family, limits, interval, payload, redirects, resolver }, ...askedOf(sent) }
  return { id, url, address, expect, pathKind, via, capabilities, ...asked }
}

/** What a request says, without what may be a secret. */
function askedOf(sent: Target['sent']) {
  if (sent === undefined) return {}
  const { method, headers, body, secrets } = sent
  if (secrets.length > 0) return { method, headers: Object.keys(headers) }
  return { method, headers, ...(body !== null && { body }) }
}
