import { zoneOf } from '../../zone/zone-of.ts'
import type { Remedy } from '../denials/remedy.ts'
import { wantsPrivate } from '../resolution.ts'
import type { TargetView } from '../target-view.ts'
import type { Greeted } from './greetings.ts'
import { callerIn, PROTOCOL_NAMES, type Refusal } from './refusal.ts'

type Refused = Greeted & { readonly refusal: Refusal }

/** Whether Azure runs the server: its rules are those of the network settings, the same for every user. */
export function isOfAzure({ target }: TargetView): boolean {
  return zoneOf(target.host) !== null
}

/** Why a server turns this host away, and what changes that: by who runs it, and by the way that was taken. */
export function databaseRemedy(view: TargetView, refused: Refused): Remedy {
  const { kind } = refused.refusal
  if (kind === 'locked-out') return LOCKED_OUT
  const { encryption } = refused.greet
  if (refused.greet.protocol === 'postgresql' && encryption === 'none') return WITHOUT_TLS
  if (!isOfAzure(view)) return ofOwnServer(refused)
  if (view.target.proxy !== null) return THROUGH_PROXY
  if (refused.leg.about.isPrivate) return atPrivateAddress(view, refused)
  if (kind === 'public-off') return publicOff(view)
  return wantsPrivate(view) ? endpointNotUsed(view) : byFirewall(view, refused)
}

const LOCKED_OUT: Remedy = {
  cause:
    'Too many connections from this host were broken off before a login (max_connect_errors): health checks that only connect, a load balancer, or a network that cuts',
  fix: 'FLUSH HOSTS (or TRUNCATE TABLE performance_schema.host_cache) on the server, then find what connects without a login, and raise max_connect_errors',
}

const WITHOUT_TLS: Remedy = {
  cause:
    'The server has no TLS, and pg_hba.conf has no line that admits this host without it (only hostssl lines), or none at all',
  fix: 'Turn TLS on at the server (ssl = on), or add a host line for this network to pg_hba.conf',
}

const THROUGH_PROXY: Remedy = {
  cause: 'The server sees the proxy and not this machine, and its rules do not admit that address',
  fix: 'Admit the proxy’s egress address in the server’s firewall rules; or, where there is a private endpoint, exempt the name from the proxy',
}

/** The address that the server says it refuses; null: it names none. */
function callerOf({ greet }: Refused): string | null {
  return callerIn(greet.error?.message ?? '')
}

function ofOwnServer(refused: Refused): Remedy {
  const { greet } = refused
  const caller = callerOf(refused) ?? 'this host'
  if (greet.protocol === 'postgresql') {
    return {
      cause: `No line of pg_hba.conf matches ${caller} with the user and the database that the check names; lines for certain users or databases only are matched by none of them`,
      fix: `Compare the lines of pg_hba.conf with ${caller}: where only certain users or databases are admitted, this check cannot show more; else add a line for the network, and reload`,
    }
  }
  if (greet.protocol === 'mysql') {
    return {
      cause: `No account of the server is for ${caller}: it refuses the host before it asks for a user`,
      fix: `Create the account for this network (CREATE USER 'app'@'10.1.%'), or for the name that the server resolves ${caller} to`,
    }
  }
  return {
    cause: `The firewall of the server does not admit ${caller}`,
    fix: `Admit ${caller} in the firewall rules of the server`,
  }
}

function atPrivateAddress({ target }: TargetView, refused: Refused): Remedy {
  const { leg } = refused
  const caller = callerOf(refused)
  const saw = caller === null ? '' : `; it saw the caller as ${caller}`
  return {
    cause: `The server refuses what comes to the private ${leg.address}${saw}: the private endpoint is not approved or belongs to another server, or a device on the way sends the connection to the public side`,
    fix: `Approve the private endpoint connection of the server (az network private-endpoint-connection list), and see that the record of ${target.host} is the address of that very endpoint`,
  }
}

function publicOff({ target }: TargetView): Remedy {
  return {
    cause:
      'Public network access of the server is off, and the connection came to its public address',
    fix: `Use the private endpoint: have ${target.host} resolve to it here. Firewall rules have no effect while public access is off`,
  }
}

function endpointNotUsed({ target }: TargetView): Remedy {
  return {
    cause:
      'The connection came to the public address of the server, whose firewall rules do not admit it; the private endpoint that is expected was not used',
    fix: `Have ${target.host} resolve to the private endpoint here (see the DNS findings), and add no address to the firewall rules`,
  }
}

function byFirewall({ target }: TargetView, refused: Refused): Remedy {
  const { greet } = refused
  const caller = callerOf(refused) ?? 'the egress address of this network'
  return {
    cause: `The firewall rules of the server do not hold ${caller}; or its public access is off, and only a private endpoint is admitted`,
    fix: `Add ${caller} to the firewall rules of the server; where there is a private endpoint, have ${target.host} resolve to it here instead (the ${PROTOCOL_NAMES[greet.protocol]} server’s networking page says which)`,
  }
}
