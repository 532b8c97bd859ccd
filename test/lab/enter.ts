import type { Lab } from './lab.ts'
import { FIREWALL, PLACES } from './network/topology.ts'
import { namespace } from './session.ts'

/** How to look around in a lab that was left standing. */
export function howToEnter({ session }: Lab): string {
  const places = [...PLACES.map((place) => place.name), FIREWALL]
  const probe = `${session.folder}/probe`
  const vnet = namespace(session, 'vnet')
  return `
The lab stands. Ctrl-C takes it down. Logs and configurations: ${session.folder}
Enter a place:
${places.map((place) => `  ip netns exec ${namespace(session, place)} bash`).join('\n')}
Run as the probe does, with its resolvers and hosts file:
  nsenter --net=/run/netns/${vnet} unshare --mount sh -c 'mount --bind ${probe}/resolv.conf /etc/resolv.conf; mount --bind ${probe}/hosts /etc/hosts; bash'
`
}
