import { Resolver } from 'node:dns/promises'
import net from 'node:net'
import type { Network } from '../probes/context.ts'
import type { TestServer } from './servers/tcp-server.ts'

/** Where the addresses of the pretend network stand on loopback: `10.20.1.4:443` to a server of the demonstration. */
export type Translation = ReadonlyMap<string, TestServer>

/**
 * The ways out of the pretend network: names are asked of its own resolver, and connections to its addresses are
 * led to servers on loopback, as a NAT would. An address that it does not know leads to `nowhere`: no packet
 * leaves the machine.
 */
export function pretendNetwork(resolver: string, known: Translation, nowhere: TestServer): Network {
  const system = new Resolver({ timeout: 500, tries: 1 })
  system.setServers([resolver])
  return {
    lookup: (name) => system.resolve4(name),
    dial: (address, port) => {
      const to = known.get(`${address}:${port}`) ?? nowhere
      return net.connect({ host: to.address, port: to.port, autoSelectFamily: false })
    },
    systemResolvers: () => [resolver],
    hosts: () => null,
  }
}
