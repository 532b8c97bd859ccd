import dns from 'node:dns'
import net from 'node:net'
import process from 'node:process'
import { parseServer, serverText } from '../shared/address/server.ts'
import type { Network } from './context.ts'
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

/**
 * Calls of getaddrinfo at once. Node has four threads for them and more work, of which it gives them half
 * (https://docs.libuv.org/en/v1.x/threadpool.html). None can be called off: with all of them in the hands of the
 * thread pool, the calls of a sweep over a silent resolver would keep the sweeps after it waiting for minutes.
 */
const LOOKUPS = 4

let underWay = 0
const waiting: (() => void)[] = []

/** How many calls of getaddrinfo have not returned; none can be called off, and each keeps the process from ending. */
export function lookupsUnderWay(): number {
  return underWay
}

async function lookup(name: string, wanted = () => true): Promise<readonly string[]> {
  if (underWay < LOOKUPS) underWay++
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return wanted() ? await getaddrinfo(name) : []
  } finally {
    const next = waiting.shift()
    if (next === undefined) underWay--
    else next()
  }
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
