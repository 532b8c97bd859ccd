import { Resolver } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import type { Policy } from './job.ts'

/** Whether a name may pass: it is listed, or lies below a `*.suffix`, and is not denied likewise. */
export function mayPass({ allow, deny }: Policy, name: string): boolean {
  return isIn(allow, name) && !isIn(deny, name)
}

function isIn(list: readonly string[], name: string): boolean {
  return list.some((listed) =>
    listed.startsWith('*') ? name.endsWith(listed.slice(1)) : name === listed,
  )
}

/**
 * Where the firewall sends what may pass. It asks for the name itself, as Azure Firewall does
 * (https://learn.microsoft.com/azure/firewall/rule-processing), so that the flow may go elsewhere than the client
 * meant.
 */
export async function dialByName(policy: Policy, name: string, port: number): Promise<Socket> {
  const resolver = new Resolver({ timeout: 1000, tries: 1 })
  resolver.setServers([policy.resolver])
  const [address = ''] = await resolver.resolve4(name)
  const socket = connect(port, address)
  socket.on('error', () => undefined)
  return socket
}

/** Joins two connections until either ends. */
export function join(one: Socket, other: Socket): void {
  one.on('error', () => other.destroy()).on('close', () => other.destroy())
  other.on('error', () => one.destroy()).on('close', () => one.destroy())
  one.pipe(other).pipe(one)
}
