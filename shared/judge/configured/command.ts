import type { SecurityRule } from '../../cloud-network/in-azure/model.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { Fixing } from './fix.ts'

/** A command to paste, as a sentence holds it. */
export function command(words: readonly string[]): string {
  return `\`${words.map((word) => (word.startsWith('az ') || word.startsWith('gcloud ') ? word : quoted(word))).join(' ')}\``
}

/** A word as the shell takes it literally. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** A name that clouds take for a rule. */
export function slug(host: string): string {
  const plain = host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain.slice(0, 50)
}

/** The resource group in a resource id. */
export function groupOf(id: string): string {
  return /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? 'RESOURCE_GROUP'
}

/** The project in a path of Google Cloud. */
export function projectOf(id: string): string {
  return /^projects\/([^/]+)/.exec(id)?.[1] ?? 'PROJECT'
}

/** The rules of a security group in the direction of one of them. */
function rulesBeside({ id, rule }: NetworkObject, { network }: Fixing): readonly SecurityRule[] {
  const group = network.configuration.azure.securityGroups.find((one) => one.id === id)
  const own = group?.rules.find(({ name }) => name === rule)
  return group?.rules.filter(({ direction }) => direction === own?.direction) ?? []
}

/** A security group takes priorities from 100 on. */
const FIRST = 100

/** An allow rule at the highest free number before the one that denies. */
export function allowBefore(object: NetworkObject, fixing: Fixing): string | null {
  const beside = rulesBeside(object, fixing)
  const own = beside.find(({ name }) => name === object.rule)
  if (own === undefined) return null
  const taken = new Set(beside.map(({ priority }) => priority))
  let free = Math.min(own.priority, 4097) - 1
  while (free >= FIRST && taken.has(free)) free -= 1
  if (free < FIRST)
    return `No number before rule ${own.name} is free in ${object.name}: change that rule, or number the rules anew`
  const { view } = fixing
  const [leg] = view.legs
  const words = [
    'az network nsg rule create',
    '--resource-group',
    groupOf(object.id),
    '--nsg-name',
    object.name,
  ]
  const to = [
    '--name',
    `allow-${slug(view.target.host)}`,
    '--priority',
    String(free),
    '--direction',
    own.direction,
  ]
  const what = [
    '--access',
    'Allow',
    '--protocol',
    'Tcp',
    '--destination-address-prefixes',
    leg?.address ?? 'ADDRESS',
    '--destination-port-ranges',
    String(view.target.port),
  ]
  return `Allow it before rule ${own.name}: ${command([...words, ...to, ...what])}`
}
