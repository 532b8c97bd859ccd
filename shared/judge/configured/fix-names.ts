import { parseIp } from '../../address/ip.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import { list } from '../text.ts'
import { command, groupOf, projectOf } from './command.ts'
import type { Fixes, Fixing } from './fixing.ts'

/** What makes a name lead where it must. */
export const NAMES: Fixes = {
  'dns-zone': (object, fixing) => {
    if (object.line.includes('no record')) return addRecord(object, fixing)
    return fixing.network.cloud === 'azure' ? linkZone(object, fixing) : showZone(object, fixing)
  },
  'dns-record': changeRecord,
  'dns-link': ({ rule, name }) =>
    `Add the record to zone ${name}; as long as link ${rule} falls back to the internet, a record that is missing shows as a public address`,
  'dns-forwarding-rule': (object, fixing) => {
    const { id, name, rule, line } = object
    if (line.includes('not linked to')) return linkRuleset(object, fixing)
    const call = command('az dns-resolver forwarding-rule update', {
      'resource-group': groupOf(id),
      'ruleset-name': name,
      name: rule ?? '',
      'forwarding-rule-state': 'Disabled',
    })
    return `See that the servers of rule ${rule} (${line}) answer from the private zone; if nobody needs the rule: ${call}`
  },
  'dns-policy': ({ name, line }) =>
    `See that the ${line} answer from the private zone, or name others: ${command(`gcloud dns policies update ${name}`, { 'alternative-name-servers': 'SERVERS' })}`,
  'response-policy-rule': ({ name, rule, line }) =>
    `Change rule ${rule} (${line}), or take it out: ${command(`gcloud dns response-policies rules delete ${rule}`, { 'response-policy': name })}`,
}

/** The network that an object is not linked to, by its line: that of the probe, or of what resolves for it. */
function networkIn({ line }: NetworkObject, { network }: Fixing) {
  const [, wanted] = /: not linked to (.+)$/.exec(line) ?? []
  const named = network.configuration.azure.networks.filter((one) => one.name === wanted)
  return wanted === undefined ? null : (named[0] ?? network.network)
}

function linkRuleset(object: NetworkObject, fixing: Fixing): string | null {
  const own = networkIn(object, fixing)
  if (own === null) return null
  const call = command('az dns-resolver vnet-link create', {
    'resource-group': groupOf(object.id),
    'ruleset-name': object.name,
    name: `link-${own.name}`,
    id: own.id,
  })
  return `Link ruleset ${object.name} to ${own.name}: ${call}`
}

function linkZone(object: NetworkObject, fixing: Fixing): string | null {
  const { id, name } = object
  const own = networkIn(object, fixing)
  if (own === null) return null
  const call = command('az network private-dns link vnet create', {
    'resource-group': groupOf(id),
    'zone-name': name,
    name: `link-${own.name}`,
    'virtual-network': own.id,
    'registration-enabled': 'false',
  })
  return `Link the zone to ${own.name}: ${call}`
}

/** The command takes all networks, also those that the zone is visible in already. */
function showZone({ name, line, id }: NetworkObject, { network }: Fixing): string | null {
  if (line.includes('is asked of network'))
    return `See that this network has a zone with the record: ${line}, by zone ${name}`
  if (!line.includes('not visible')) return `See that the servers of zone ${name} (${line}) answer`
  const zone = network.configuration.google.zones.find((one) => one.id === id)
  const networks = [...(zone?.networks ?? []), network.network.id]
  const call = command(`gcloud dns managed-zones update ${name}`, {
    // Of a host project's network, the zone may lie in another one; exports by gcloud do not say in which.
    project: projectOf(id.startsWith('projects/') ? id : network.network.id),
    networks: networks.join(','),
  })
  return `Make the zone visible in ${network.network.name}: ${call}`
}

function addRecord({ id, name, line }: NetworkObject, { view, network }: Fixing): string {
  const wanted = line.split('no record ').at(-1) ?? ''
  if (network.cloud === 'gcp') {
    const call = command(`gcloud dns record-sets create ${wanted}.`, {
      zone: name,
      type: 'A',
      ttl: '300',
      rrdatas: 'ADDRESS',
    })
    return `Add the record: ${call}`
  }
  const right = network.endpoints(view.target.host).flatMap(({ addresses }) => addresses)
  const call = command('az network private-dns record-set a add-record', {
    'resource-group': groupOf(id),
    'zone-name': name,
    'record-set-name': wanted.slice(0, -name.length - 1) || '@',
    'ipv4-address': right[0] ?? 'ADDRESS',
  })
  return `Add the record; a DNS zone group of the private endpoint keeps it: ${call}`
}

function changeRecord({ id, name, rule, line }: NetworkObject, fixing: Fixing): string {
  const { view, network } = fixing
  if (network.cloud === 'gcp') {
    const call = command(`gcloud dns record-sets update ${rule}.`, {
      zone: name,
      type: 'A',
      rrdatas: 'ADDRESS',
    })
    return `Change the record (${line}): ${call}`
  }
  const right = network.endpoints(view.target.host).flatMap(({ addresses }) => addresses)
  const given = line.split(/[ ,]+/).filter((word) => parseIp(word) !== null)
  const at = { 'resource-group': groupOf(id), 'zone-name': name, 'record-set-name': rule ?? '' }
  const gone = given.filter((address) => !right.includes(address))
  const take = gone.map((address) =>
    command('az network private-dns record-set a remove-record', {
      ...at,
      'ipv4-address': address,
      'keep-empty-record-set': '',
    }),
  )
  const add = right
    .filter((address) => !given.includes(address))
    .map((address) =>
      command('az network private-dns record-set a add-record', { ...at, 'ipv4-address': address }),
    )
  return `Correct the record, and let one DNS zone group write it: ${list([...add, ...take])}`
}
