import { parseSecureServer, type SecureServer } from '../address/secure-server.ts'
import type { WireAnswer } from './names.ts'
import type { Claim } from './rule.ts'
import { endedAt } from './text.ts'

type Words = Pick<Claim, 'cause' | 'fix'>

/**
 * What keeps a DNS server over TLS or HTTPS from answering, by the layer that the question ended in; nothing where one
 * of the servers is asked in clear, or it answered by DNS. Sources: RFC 7858, 3; RFC 8310, 5; RFC 8484, 4.2.1.
 */
export function secureWords(asked: readonly WireAnswer[]): Words {
  const [first] = asked
  const server = parseSecureServer(first?.server ?? '')
  const failure = first?.seen.failure ?? null
  if (server === null || failure === null) return {}
  if (asked.some((one) => parseSecureServer(one.server) === null)) return {}
  if (failure.code === 'dns_server_untrusted') return untrusted(server)
  const layer = endedAt(failure)
  return layer === null ? {} : BY_LAYER[layer](server)
}

function untrusted({ name, address }: SecureServer): Words {
  return {
    cause: `The server does not prove that it is ${name ?? address}: its certificate has ended, is for another name or of an authority that is not trusted here; or a device that inspects TLS answers in its place`,
    fix: 'Write the name of its certificate behind # in `resolver`, trust its authority by `ca`, or exempt the server from inspection',
  }
}

const BY_LAYER: Readonly<
  Record<NonNullable<ReturnType<typeof endedAt>>, (at: SecureServer) => Words>
> = {
  connection: ({ port }) => ({
    cause: `A security group or firewall blocks TCP ${port} to it; or the server is down, or serves no DNS over ${port === 853 ? 'TLS' : 'this port'}`,
    fix: `Open TCP ${port} to it, or ask the server in clear or at the port where it serves`,
  }),
  'TLS handshake': ({ port }) => ({
    cause: `What listens at TCP ${port} speaks no TLS; or a device on the way takes the connection and ends it in the handshake`,
    fix: 'Check the port; then look in the log of the firewall for the connection to this server',
  }),
  'answer over TLS': () => ({
    cause:
      'The server takes the connection and does not answer as DNS over TLS: another service has the port, it limits how many ask, or it failed',
    fix: 'Check the port; then look into the log of the server for this client',
  }),
  HTTP: ({ path }) => ({
    cause: `What answers serves no DNS at ${path}, does not let this client ask, or is a page of a filter on the way`,
    fix: 'Check the path (most serve /dns-query); where the status is 401, 403 or 407, have this client let in at the server or the filter',
  }),
}
