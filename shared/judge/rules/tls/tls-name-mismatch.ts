import { parseIp } from '../../../address/ip.ts'
import type { Certificate } from '../../../model/facts.ts'
import type { HandshakeObservation } from '../../../model/observation.ts'
import { customDomain } from '../../../zone/custom-domain.ts'
import { publicNameOf } from '../../../zone/public-name.ts'
import { chainOf, commonName } from '../../certificates.ts'
import { handshakesOf } from '../../handshakes.ts'
import { ledInside } from '../../led-inside.ts'
import { ownNameOf } from '../../own-name.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite, type Seen } from '../../seen.ts'
import { standInFor } from '../../stand-in.ts'
import type { TargetView } from '../../target-view.ts'
import { list, shown } from '../../text.ts'
import { staleLegs } from '../network/private-endpoint-stale.ts'

/**
 * The certificate is for other names than the one asked for. A private endpoint with another service’s
 * certificate has its own code. Source: RFC 9525.
 */
export const tlsNameMismatch: Rule = {
  code: 'tls-name-mismatch',
  judge(view) {
    const failing = handshakesOf(view).filter((o) => o.nameMatches === false)
    const [first] = failing
    if (first === undefined || staleLegs(view).length > 0) return null
    const [leaf] = chainOf(first, view.certificates)
    const { host } = view.target
    return {
      subject: host,
      ...(ownName(view, first) ?? mismatch(view, leaf, first.address)),
      evidence: cite(...failing),
    }
  },
}

type Wording = Pick<Claim, 'summary' | 'cause' | 'fix' | 'docs'>

function mismatch(view: TargetView, leaf: Certificate | undefined, address: string): Wording {
  const { host } = view.target
  if (leaf !== undefined && leaf.names.length === 0) return withoutNames(leaf, host, address)
  const names = leaf?.names ?? []
  const held = names.find((name) => name.toLowerCase() === host.toLowerCase())
  if (held !== undefined) {
    return {
      summary: `The certificate at ${address} holds ${shown(held)}, in a form that clients do not take`,
      cause:
        'An address is in it as a DNS name, or a DNS name contains characters that it must not',
      fix: `Have the certificate reissued with ${host} as a subject alternative name of the right kind: IP for an address, DNS for a name`,
    }
  }
  const summary = `The certificate at ${address} is for ${shown(list(names, 3))}, not for ${host}`
  const publicName = publicNameOf(host)
  if (!host.includes('.privatelink.') || publicName === host.toLowerCase()) {
    const own = standInFor(leaf, host) ?? oneLabelShort(names, host) ?? ofAlias(view, names)
    return { summary, ...(own ?? ledInside(view, OF_ANOTHER)) }
  }
  return {
    summary,
    cause: 'The privatelink name was used as the host; certificates hold the public name only',
    fix: `Use the public name (${publicName}); DNS leads it to the private endpoint`,
  }
}

const OF_ANOTHER = {
  cause:
    'the address belongs to another service; or the server has no certificate for this virtual host',
} as const

/** A wildcard stands for one label: `*.a.example` holds `b.a.example`, and neither `c.b.a.example` nor `a.example`. */
function oneLabelShort(
  names: readonly string[],
  host: string,
): Pick<Wording, 'cause' | 'fix'> | null {
  const wildcard = names.find(
    (name) =>
      name.startsWith('*.') && `.${host}`.toLowerCase().endsWith(name.slice(1).toLowerCase()),
  )
  if (wildcard === undefined) return null
  return {
    cause: `${shown(wildcard)} holds names with exactly one label in the place of the asterisk, which ${host} is not`,
    fix: `Have the certificate reissued with ${host} beside its names, or use a name that it holds`,
  }
}

/** DNS leads the name on to one that the certificate does hold: a service that does not know the custom domain. */
function ofAlias(
  view: TargetView,
  names: readonly string[],
): Pick<Wording, 'cause' | 'fix'> | null {
  const { host } = view.target
  const chain = view.names.wire.flatMap((w) => w.facts?.chain ?? []).map(({ target }) => target)
  const alias = chain.find((target) => target !== host && names.some((name) => holds(name, target)))
  if (alias === undefined) return null
  return {
    cause: `${host} is an alias of ${alias}, and the service there shows the certificate of its own names: it does not know ${host} as a custom domain, or has no certificate for it yet`,
    fix: `Where ${alias} is served, add ${host} as a custom domain with a certificate; a client that may call ${alias} needs neither`,
  }
}

/** RFC 9525, 6.3: a wildcard stands for the first label alone. */
function holds(name: string, host: string): boolean {
  const [pattern, called] = [name.toLowerCase(), host.toLowerCase()]
  return pattern.startsWith('*.')
    ? called.slice(called.indexOf('.')) === pattern.slice(1)
    : called === pattern
}

/** RFC 9525: a client compares the name that it was given, not the one that DNS led it to. */
function ownName(view: TargetView, handshake: Seen<HandshakeObservation>): Wording | null {
  const own = ownNameOf(view, handshake)
  if (own === null) return null
  const { host } = view.target
  const names = shown(list(own.names, 3))
  const use = own.publicName ?? 'the service’s own name'
  const custom = customDomain(own.service)
  return {
    summary: `${host} is a name of your own; what answers at ${handshake.address} is ${own.service}, whose certificate is for ${names}`,
    cause: `The service holds no certificate for ${host}, and clients compare the name that they were given`,
    fix: `Have clients use ${use} (${names}), and DNS lead that name to ${handshake.address}: an A record in the service’s privatelink zone${custom === null ? '' : `; or ${custom.way} (${custom.docs})`}`,
  }
}

/** The issuer of instances that have an authority of their own, as its certificates name it (UNVERIFIED by a page). */
const OF_INSTANCE = /\bGoogle Cloud SQL Server CA\b/

/**
 * Such a certificate has the instance as its common name, which the connectors compare:
 * https://github.com/GoogleCloudPlatform/cloud-sql-nodejs-connector/blob/main/src/socket.ts
 */
const CLOUD_SQL = {
  cause:
    'Cloud SQL signs it with the authority of the instance alone: it names PROJECT:INSTANCE, which no client compares with a host',
  fix: 'Nobody can have it reissued with a name. Connect with the Cloud SQL Auth Proxy or a connector, or have clients verify the authority alone (sslmode=verify-ca); for names of hosts the instance needs another server CA mode: https://docs.cloud.google.com/sql/docs/postgres/authorize-ssl',
} as const

/** Clients have given up the common name: RFC 9525, 1.2 and 2. */
function withoutNames(leaf: Certificate, host: string, address: string): Wording {
  const others = leaf.otherNames ?? []
  const but = others.length === 0 ? '' : ` (only of other kinds: ${list(others)})`
  return {
    summary: `The certificate at ${address} names no host: it has no subject alternative name for one${but}, and clients ignore the common name (${shown(commonName(leaf.subject))})`,
    ...(OF_INSTANCE.test(leaf.issuer) ? CLOUD_SQL : ofOldTools(host)),
  }
}

function ofOldTools(host: string): Pick<Wording, 'cause' | 'fix'> {
  return {
    cause: 'The certificate was made without a subjectAltName, as old tools do',
    fix: `Have the certificate reissued with the subject alternative name ${isIP(host) ? 'IP' : 'DNS'}:${host}`,
  }
}

function isIP(host: string): boolean {
  return parseIp(host) !== null
}
