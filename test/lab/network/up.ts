import { inside, namespace, runInside, type Session } from '../session.ts'
import { allEnded } from '../settle.ts'
import { attempt, run } from '../shell.ts'
import { baseRules } from './rules.ts'
import {
  EGRESS_ADDRESS,
  FIREWALL,
  linkAddresses,
  PLACES,
  type Place,
  type PlaceName,
  PROXY_ADDRESS,
} from './topology.ts'

/** Service addresses by place, added to its `lo`. */
export type ServiceAddresses = Readonly<Record<PlaceName, readonly string[]>>

/**
 * Makes the namespaces, the links and the routes, and the firewall’s base rules. No link leads to the machine’s own
 * network: both ends of every one lie in namespaces of the session.
 */
export async function bringUp(session: Session, addresses: ServiceAddresses): Promise<void> {
  const names = [FIREWALL, ...PLACES.map((place) => place.name)]
  await batch(names.map((name) => `netns add ${namespace(session, name)}`))
  await allEnded(names.map((name) => settle(session, name)))
  await batch(PLACES.flatMap((place) => link(session, place)))
  await allEnded([
    ...PLACES.map((place) => batchInside(session, place.name, placeCommands(place, addresses))),
    batchInside(session, FIREWALL, firewallCommands()),
  ])
  await runInside(session, FIREWALL, ['nft', '-f', '-'], baseRules())
}

function link(session: Session, place: Place): string[] {
  const ns = namespace(session, place.name)
  return [
    `link add ${place.name} netns ${namespace(session, FIREWALL)} type veth peer name fw netns ${ns}`,
  ]
}

function placeCommands(place: Place, addresses: ServiceAddresses): string[] {
  const { fw4, own4, fw6, own6 } = linkAddresses(place)
  const own = new Set([place.source4, ...addresses[place.name]])
  if (place.source6 !== null) own.add(place.source6)
  if (place.name === 'proxy') own.add(PROXY_ADDRESS)
  return [
    'link set lo up',
    `addr add ${own4}/30 dev fw`,
    `addr add ${own6}/64 dev fw nodad`,
    'link set fw up',
    ...[...own].map((address) => `addr add ${host(address)} dev lo`),
    `route add default via ${fw4} src ${place.source4}`,
    ...(place.source6 === null ? [] : [`route add default via ${fw6} src ${place.source6}`]),
  ]
}

function firewallCommands(): string[] {
  return [
    'link set lo up',
    `addr add ${EGRESS_ADDRESS}/32 dev lo`,
    ...PLACES.flatMap((place) => {
      const { fw4, own4, fw6, own6 } = linkAddresses(place)
      return [
        `addr add ${fw4}/30 dev ${place.name}`,
        `addr add ${fw6}/64 dev ${place.name} nodad`,
        `link set ${place.name} up`,
        ...place.prefixes.map(
          (prefix) => `route add ${prefix} via ${prefix.includes(':') ? own6 : own4}`,
        ),
      ]
    }),
  ]
}

function host(address: string): string {
  return address.includes(':') ? `${address}/128 nodad` : `${address}/32`
}

/** Kernel settings; the firewall alone forwards, and a stray packet elsewhere is dropped in silence. */
async function settle(session: Session, name: string): Promise<void> {
  const settings: Record<string, string> = {
    'net/ipv6/conf/all/accept_ra': '0',
    'net/ipv4/conf/all/rp_filter': '0',
    // Every packet that is refused gets its ICMP error; the kernel would send one a second.
    'net/ipv4/icmp_ratelimit': '0',
    'net/ipv6/icmp/ratelimit': '0',
    ...(name === FIREWALL && { 'net/ipv4/ip_forward': '1', 'net/ipv6/conf/all/forwarding': '1' }),
  }
  const script = Object.entries(settings).map(([key, value]) => `echo ${value} > /proc/sys/${key}`)
  const [program = '', ...args] = inside(session, name)
  // A kernel without one of the settings does without.
  await attempt(program, [...args, 'sh', '-c', script.join('; ')])
}

async function batch(lines: readonly string[]): Promise<void> {
  await run('ip', ['-batch', '-'], { input: `${lines.join('\n')}\n` })
}

async function batchInside(
  session: Session,
  place: string,
  lines: readonly string[],
): Promise<void> {
  await runInside(session, place, ['ip', '-batch', '-'], `${lines.join('\n')}\n`)
}
