import { Resolver } from 'node:dns/promises'
import { connect, type Socket } from 'node:net'
import type { Policy } from './job.ts'

/** Whether a name may pass: it is listed, or lies below a `*.suffix`. */
export function mayPass(policy: Policy, name: string): boolean {
  return policy.allow.some((allowed) =>
    allowed.startsWith('*') ? name.endsWith(allowed.slice(1)) : name === allowed,
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
