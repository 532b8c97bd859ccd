import { readFileSync } from 'node:fs'
import { parseServer, serverText } from '../shared/address/server.ts'

/** Where local resolvers write down whom they ask. */
const FILES = [
  // systemd-resolved(8): the uplink servers, without the stub.
  '/run/systemd/resolve/resolv.conf',
  // NetworkManager.conf(5), rc-manager: the same beside a local dnsmasq.
  '/run/NetworkManager/no-stub-resolv.conf',
  // resolvconf(8): the servers that a local dnsmasq asks.
  '/run/dnsmasq/resolv.conf',
]

/**
 * Comments of resolv.conf by which a container's embedded resolver (127.0.0.11) tells whom it asks: Docker's
 * (https://docs.docker.com/engine/network/#dns-services), and App Service's as captured.
 */
const COMMENTS = [
  /^# ExtServers: \[([^\]]{1,300})\]/m,
  /^# The configured nameservers at startup are (.{1,300})$/m,
]

/** The C library asks no more servers, either. */
const MOST = 3
const LONGEST = 64 * 1024

/**
 * The servers (IP:port) behind a local stub resolver, which often leaves out the authority section of an answer and so
 * hides which zone said no. Empty unless all servers of the system are local, and where nothing says whom they ask.
 */
export function upstreamsOf(
  system: readonly string[],
  read: (file: string) => string | null = readIfThere,
): readonly string[] {
  if (system.length === 0 || !system.every(isLocal)) return []
  const files = FILES.flatMap((file) => namedIn(read(file) ?? ''))
  const comments = COMMENTS.flatMap((pattern) => {
    const [, list = ''] = pattern.exec(read('/etc/resolv.conf') ?? '') ?? []
    return list.split(/[\s,]+/).map((text) => text.replace(/^host\(|\)$/g, ''))
  })
  const servers = [...files, ...comments].flatMap((text) => parseServer(text) ?? []).map(serverText)
  return [...new Set(servers)].filter((server) => !isLocal(server)).slice(0, MOST)
}

function namedIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /^\s*nameserver\s+(\S{1,60})/.exec(line)?.[1] ?? [])
}

function isLocal(server: string): boolean {
  return server.startsWith('127.') || server.startsWith('[::1]')
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').slice(0, LONGEST)
  } catch {
    return null
  }
}
