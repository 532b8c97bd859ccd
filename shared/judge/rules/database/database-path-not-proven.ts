import { zoneOf } from '../../../zone/zone-of.ts'
import type { Leg } from '../../legs.ts'
import { hasSucceeded } from '../../proof.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import type { TargetView } from '../../target-view.ts'

/** The service of Private Link’s table that is reached by a gateway at 1433. */
const SQL = /^(SQL Database|SQL Managed Instance|Synapse SQL)/

/**
 * The gateway of Azure SQL answered, and that is the first leg only: its firewall and “public access off” are told at
 * login (40615, 47073), and with the connection policy Redirect the client goes on from the gateway to other ports. The
 * policy Default is Redirect from inside Azure and Proxy from elsewhere and over a private endpoint. Source:
 * https://learn.microsoft.com/azure/azure-sql/database/connectivity-architecture;
 * https://learn.microsoft.com/azure/azure-sql/database/private-endpoint-overview.
 */
export const databasePathNotProven: Rule = {
  code: 'database-path-not-proven',
  judge(view) {
    const { host, port, scheme } = view.target
    if (!isDatabase(scheme) || !hasSucceeded(view)) return null
    const service = zoneOf(host)?.service ?? ''
    if (scheme === 'tcp' && OWN_SCHEME[port]?.service.test(service)) return byTcpAlone(view)
    if (port !== 1433 || !SQL.test(service)) return null
    const leg = view.legs.find((one) => one.connect?.failure === null || one.greet !== null)
    if (leg === undefined) return null
    return {
      subject: host,
      summary: `The gateway of ${host} (${leg.address}) answers on 1433, which is the first leg: ${redirect(view, leg)}; that its firewall admits this caller shows at login only`,
      fix: fixOf(leg),
      evidence: cite(leg.connect, leg.greet),
    }
  },
}

function isDatabase(scheme: TargetView['target']['scheme']): boolean {
  return scheme === 'tcp' || scheme === 'sqlserver'
}

/** By port: services that say before a login whether they admit a network, and the scheme that hears it. */
const OWN_SCHEME: Readonly<Record<number, { readonly service: RegExp; readonly scheme: string }>> =
  {
    5432: { service: /PostgreSQL/, scheme: 'postgres' },
    3306: { service: /^(MySQL|MariaDB)/, scheme: 'mysql' },
  }

/** A public server may accept a connection and deny it in its own protocol; one in a VNet has no firewall rules. */
function byTcpAlone({ target, legs }: TargetView) {
  const { host, port } = target
  const leg = legs.find((one) => one.connect?.failure === null && !one.about.isPrivate)
  if (leg === undefined) return null
  const url = `${OWN_SCHEME[port]?.scheme}://${host}`
  return {
    subject: host,
    summary: `${host} (${leg.address}) accepts TCP on ${port}, which does not show that its firewall rules admit this network: that is denied in its own protocol`,
    cause: 'A tcp:// target ends before the server has said a word',
    fix: `Check ${url} instead: it hears the denial, and sends no credentials. Where a private endpoint is meant, expect resolution: private`,
    evidence: cite(leg.connect),
  }
}

function redirect({ platform, target }: TargetView, leg: Leg): string {
  if (target.proxy !== null) {
    return 'with the connection policy Redirect clients go on to other ports, which the proxy must let through as well'
  }
  if (leg.about.isPrivate) {
    return 'with the connection policy Redirect clients go on to the same endpoint at a port above it (1433-65535); Default stays on 1433 here'
  }
  return platform.cloud === 'azure'
    ? 'from inside Azure the connection policy Default is Redirect, and clients go on to the region’s SQL addresses at ports 11000-11999'
    : 'with the connection policy Redirect clients go on to the region’s SQL addresses at ports 11000-11999; Default stays on 1433 from outside Azure'
}

function fixOf({ about }: Leg): string {
  const ports = about.isPrivate
    ? 'ports 1433-65535 to the endpoint'
    : 'ports 11000-11999 to the service tag Sql of the region'
  return `Where clients connect and the login hangs: allow ${ports}, or set the connection policy of the server to Proxy (az sql server conn-policy update --connection-type Proxy)`
}
