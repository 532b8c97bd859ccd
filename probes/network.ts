import dns from 'node:dns'
import net from 'node:net'
import process from 'node:process'
import { parseServer, serverText } from '../shared/address/server.ts'
import type { LookupCall, Network } from './context.ts'
import { LookupQueue } from './dns/lookup-queue.ts'
import { HostsFile } from './hosts-file.ts'
import { systemStub } from './stub.ts'
import { upstreamsOf } from './upstreams.ts'

/** The host's own network: getaddrinfo, TCP, the resolvers of the system and the hosts file. */
export function systemNetwork(options: { readonly hostsFile?: string } = {}): Network {
  const hosts = new HostsFile(options.hostsFile ?? defaultHostsFile())
  return {
    lookup,
    dial,
    systemResolvers,
    hosts: (name) => hosts.addresses(name),
    stub: () => systemStub(),
    upstreams: () => upstreamsOf(systemResolvers()),
  }
}

const lookups = new LookupQueue(mostLookups)

/** How many calls of getaddrinfo have not returned; none can be called off, and each keeps the process from ending. */
export function lookupsUnderWay(): number {
  return lookups.underWay
}

function lookup(name: string, call?: LookupCall): Promise<readonly string[]> {
  return lookups.run(() => getaddrinfo(name), call)
}

/** Of its threads, libuv gives half to getaddrinfo: `slow_work_thread_threshold` of src/threadpool.c. */
function mostLookups(): number {
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4)
  return Math.max(1, Math.floor((threads + 1) / 2) || 2)
}

function getaddrinfo(name: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    dns.lookup(name, { all: true, order: 'verbatim' }, (error, found) => {
      if (error) reject(error)
      else resolve(found.map((entry) => entry.address))
    })
  })
}

function dial(address: string, port: number): net.Socket {
  return net.connect({ host: address, port, autoSelectFamily: false })
}

/** As c-ares reads them from the system now: a resolver object of its own does not show what was true at start. */
function systemResolvers(): readonly string[] {
  return new dns.Resolver().getServers().flatMap((text) => {
    const server = parseServer(text)
    return server === null ? [] : [serverText(server)]
  })
}

function defaultHostsFile(): string {
  if (process.platform !== 'win32') return '/etc/hosts'
  const { SystemRoot = 'C:\\Windows' } = process.env
  return `${SystemRoot}\\System32\\drivers\\etc\\hosts`
}
