import net from 'node:net'

/** One DNS server to ask. */
export interface Server {
  readonly address: string
  readonly port: number
}

const DNS_PORT = 53

/**
 * Reads `IP`, `IP:port`, `[IPv6]` or `[IPv6]:port`; the port is 53 when none is given. Null when it is none of
 * these: a resolver is given by address, since its name would need a resolver.
 */
export function parseServer(text: string): Server | null {
  if (net.isIP(text) !== 0) return { address: text, port: DNS_PORT }
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text)
  const plain = /^([^:]+):(\d{1,5})$/.exec(text)
  const [, address = '', port = String(DNS_PORT)] = bracketed ?? plain ?? []
  const number = Number(port)
  const valid = net.isIP(address) === (bracketed ? 6 : 4) && number >= 1 && number <= 65535
  return valid ? { address, port: number } : null
}

/** One spelling of each server: `IP:port`, `[IPv6]:port`, IPv6 in its shortest form. */
export function serverText({ address, port }: Server): string {
  if (net.isIP(address) === 4) return `${address}:${port}`
  const zoned = address.includes('%') // SocketAddress would drop the zone
  const shortest = zoned ? address : new net.SocketAddress({ address, family: 'ipv6' }).address
  return `[${shortest}]:${port}`
}

/**
 * The servers to ask, `system` replaced by the resolvers of the system, in order and without duplicates.
 * Throws for an entry that is no address: the configuration must be mended before anything is measured.
 */
export function serverList(
  resolvers: readonly string[],
  systemResolvers: readonly string[],
): readonly string[] {
  const texts = resolvers.flatMap((r) => (r === 'system' ? systemResolvers : [r]))
  return [...new Set(texts.map((text) => serverText(serverOrThrow(text))))]
}

/** The server that a text means; throws when it means none. */
export function serverOrThrow(text: string): Server {
  const server = parseServer(text)
  if (server !== null) return server
  throw new Error(
    `Cannot use resolver "${text}": give "system", an IP address, IP:port or [IPv6]:port`,
  )
}
