import { parseServer, type Server, serverText } from '../../shared/address/server.ts'

/**
 * The servers to ask, `system` replaced by the resolvers of the system, in order and without duplicates.
 * Throws for an entry that is no address: the configuration must be fixed before anything is measured.
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
