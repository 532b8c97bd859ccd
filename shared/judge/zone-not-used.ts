import { expectedZone } from '../zone/expected-zone.ts'
import { suffixToForward } from '../zone/suffix-to-forward.ts'
import { byInternetServer } from './internet-server.ts'
import { answersA, unique, type WireAnswer } from './names.ts'
import { ownZoneOfTarget } from './private-side.ts'
import { isPrivateAnswer } from './resolution.ts'
import type { Claim } from './rule.ts'
import type { Seen } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName } from './text.ts'
import { recordAlone, siblingsIn } from './zone-siblings.ts'

/** Azure's own resolver, as a network of Azure has it. */
const AZURE_DNS = '168.63.129.16'

interface Why {
  readonly claim: Pick<Claim, 'cause' | 'fix'>
  /** What of the target's own observations proves it. */
  readonly seen: readonly Seen[]
}

/**
 * Why the servers do not use a private zone, as far as the sweep tells: another server that has the private answer, a
 * hosts line for the alias, another name that they do get out of the zone, a zone of another name that the configuration
 * expects. Advice never repeats what the configuration already asks.
 */
export function whyNotUsed(
  view: TargetView,
  { zone, name }: { readonly zone: string; readonly name: string },
  servers: readonly string[],
): Why {
  const by = servers.length === 0 ? 'the system resolver' : list(servers.map(serverName))
  return (
    fromOutside(view, servers) ??
    byAnother(view, zone, by, servers) ??
    byHostsLine(view, zone) ??
    bySibling(view, { zone, name }, servers) ??
    byName(view, zone) ??
    unforwarded(view, zone, by) ??
    open(view, zone, by, servers)
  )
}

function fromOutside(view: TargetView, servers: readonly string[]): Why | null {
  const knowing = answersA(view.names.wire).filter((w) => isPrivateAnswer(view, w))
  const claim = byInternetServer(view, servers, unique(knowing))
  return claim === null ? null : { claim, seen: [] }
}

/** The suffix that clients ask for, which is what a server must forward: the host's own, not the zone's. */
function suffixOf(view: TargetView, zone: string): string {
  const chain = view.names.wire.flatMap((w) => w.facts?.chain ?? []).map(({ target }) => target)
  return suffixToForward(view.target.host, chain) ?? zone.replace(/^.*privatelink(-[a-z]+)?\./, '')
}

function byAnother(
  view: TargetView,
  zone: string,
  by: string,
  servers: readonly string[],
): Why | null {
  const own = answersA(view.names.wire).filter((w) => isPrivateAnswer(view, w))
  const elsewhere = view.sweep.private.get(view.target.host) ?? []
  const good = (own.length > 0 ? own : elsewhere).filter((w) => !servers.includes(w.server))
  if (good.length === 0) return null
  const who = list(unique(good).map(serverName))
  return {
    claim: {
      cause: `${who} answers the private ${list(addressesOf(good))}, so the zone ${zone} and its record exist; ${by} does not get there: it lacks a forwarder, or its network lacks the link`,
      fix: `On ${by}, forward ${ownZoneOfTarget(view) === zone ? zone : `the public suffix ${suffixOf(view, zone)} (not ${zone})`} to ${who}, or link the zone to the network that ${by} resolves in`,
    },
    seen: own.map((w) => w.seen),
  }
}

function addressesOf(good: readonly WireAnswer[]): readonly string[] {
  return good.flatMap((w) => w.seen.addresses)
}

/** A hosts file is asked for the name that a client gives, and never for an alias that DNS leads to (hosts(5)). */
function byHostsLine(view: TargetView, zone: string): Why | null {
  const line = view.names.aliases[0]
  if (line === undefined) return null
  return {
    claim: {
      cause: `The hosts file has ${line.name}, which no client asks it for: it is asked for ${view.target.host} only, and DNS follows the alias by itself`,
      fix: `Have DNS answer from ${zone}; until then write the line of the hosts file for ${view.target.host}`,
    },
    seen: [line],
  }
}

/** A server that gets another name out of the zone has its link, or its forwarder. */
function bySibling(
  view: TargetView,
  record: { readonly zone: string; readonly name: string },
  servers: readonly string[],
): Why | null {
  const siblings = siblingsIn(view, record.zone, servers)
  return siblings === null ? null : { claim: recordAlone(view, record, siblings), seen: [] }
}

function byName({ expect }: TargetView, zone: string): Why | null {
  const expected = expectedZone(expect.zone)?.zone
  if (
    expected === undefined ||
    expect.zone?.startsWith('!') ||
    expected === zone ||
    zone.endsWith(`.${expected}`)
  )
    return null
  return {
    claim: {
      cause: `The alias leads into ${zone}, and the zone expected is ${expected}: a zone of another name is never asked`,
      fix: `Name the private zone ${zone}, move the record there, and set expect.zone to it`,
    },
    seen: [],
  }
}

/** A zone of one's own, of which no vendor says how it is reached. */
function unforwarded(view: TargetView, zone: string, by: string): Why | null {
  if (ownZoneOfTarget(view) !== zone) return null
  return {
    claim: {
      cause: `${by} has no way to the private zone ${zone}: it does not forward it to the servers that hold it, or the zone is not linked (Azure) or bound (Google Cloud) to the network of ${by}`,
      fix: `On ${by}, forward ${zone} to the servers that hold it (\`servers\` in \`privateZones\` has them asked directly from here), or link the zone to its network`,
    },
    seen: [],
  }
}

/** What is left when nothing proves more. */
function open(view: TargetView, zone: string, by: string, servers: readonly string[]): Why {
  const suffix = suffixOf(view, zone)
  const asked = view.names.wire.some((w) => isAzureDns(w.server))
  const custom = servers.filter((server) => !isAzureDns(server))
  const isAzureAlone = servers.length > 0 && custom.length === 0
  const causes = [
    `the zone ${zone} is not linked to the network of ${by}`,
    ...(isAzureAlone ? [] : [`${customServers(custom, by)} forward ${suffix} to Azure`]),
    `a DNS forwarding rule for ${suffix} (a ruleset linked to that network) sends the question past the zone`,
    'the zone has another name',
    'its link has the resolution policy NxDomainRedirect and the record is missing',
  ]
  const forwarded = isAzureAlone
    ? `rules for ${suffix} in the forwarding rulesets that are linked to it`
    : `what ${by} forwards ${suffix} to (${AZURE_DNS} inside Azure, a private resolver’s inbound endpoint from elsewhere), forwarding rulesets included`
  const more = asked ? '' : `. To tell them apart, add ${AZURE_DNS} to \`resolvers\``
  return {
    claim: {
      cause: `One of these, which look the same from here: ${causes.join('; ')}`,
      fix: `Check, in this order: the link of ${zone} to the network that ${by} resolves in; ${forwarded}; the exact zone name; the A record${more}`,
    },
    seen: [],
  }
}

function customServers(custom: readonly string[], by: string): string {
  return custom.length > 1
    ? `${list(custom.map(serverName))} are custom DNS servers that do not`
    : `${custom.map(serverName)[0] ?? by} is a custom DNS server that does not`
}

function isAzureDns(server: string): boolean {
  return serverName(server) === AZURE_DNS
}
