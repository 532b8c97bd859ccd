import type { UpstreamTrouble } from './upstream.ts'

interface Remedy {
  /** What the proxy did, before the target. */
  readonly did: string
  readonly cause: string
  readonly fix: string
  /** What it means when the proxy says so of all; null: it says nothing of the proxy itself. */
  readonly ofAll: { readonly cause: string; readonly fix: string } | null
}

const OUTWARD = {
  cause: 'The proxy’s own path outward is blocked: it connects to nothing that it was asked for',
  fix: 'On the proxy’s host, check its route, its egress address and the firewall behind it',
}

/** What each trouble of a proxy with its target means, and what to do there. */
export const UPSTREAM_REMEDY: Readonly<Record<UpstreamTrouble, Remedy>> = {
  dns: {
    did: 'cannot resolve',
    cause:
      'The proxy’s own DNS does not know the name: this machine’s resolver has no part in it. A private zone is not linked to the network that the proxy resolves in, or its resolver fails',
    fix: 'Resolve the name on the proxy’s host. A name with a private endpoint: link its zone where the proxy resolves, or put the name in noProxy and NO_PROXY',
    ofAll: {
      cause: 'The proxy’s own DNS fails: it resolves nothing that it was asked for',
      fix: 'On the proxy’s host, check its resolvers (squid: dns_nameservers) and the path to them',
    },
  },
  refused: {
    did: 'was refused a connection to',
    cause:
      'The address that the proxy resolved refuses the connection: nothing listens on the port there, or a firewall behind the proxy rejects it',
    fix: 'On the proxy’s host, resolve the name and connect to its port; compare the address with the service’s own',
    ofAll: OUTWARD,
  },
  unreachable: {
    did: 'has no route to',
    cause:
      'There is no route from the proxy to the address that it resolved, or a firewall behind it rejects',
    fix: 'On the proxy’s host, resolve the name and check the route and the firewall to that address',
    ofAll: OUTWARD,
  },
  timeout: {
    did: 'got no answer from',
    cause: 'A firewall behind the proxy drops the connection, or the service is down',
    fix: 'On the proxy’s host, connect to the host and port; then allow them in the firewall behind the proxy',
    ofAll: OUTWARD,
  },
  tls: {
    did: 'cannot complete TLS with',
    cause:
      'The proxy itself makes the TLS connection, so it inspects, and does not trust or cannot speak with the server',
    fix: 'Exempt the host from inspection at the proxy, or bring the proxy’s roots and TLS versions up to date',
    ofAll: null,
  },
  forwarding: {
    did: 'has no address or peer for',
    cause:
      'The proxy’s own DNS does not know the name (squid says ERR_CANNOT_FORWARD then, too); or it passes requests on to another proxy, which is missing or down',
    fix: 'Resolve the name on the proxy’s host. A private one: link its zone where the proxy resolves, or put it in noProxy and NO_PROXY. Then check the proxy behind it (squid: cache_peer, never_direct)',
    ofAll: {
      cause:
        'The proxy’s own DNS fails, or it passes all on to another proxy, which is missing or down (squid: cache_peer, never_direct)',
      fix: 'On the proxy’s host, check its resolvers, then the proxy behind it',
    },
  },
  busy: {
    did: 'is overloaded or shutting down, and did not reach',
    cause: 'The proxy is at its limits or about to stop',
    fix: 'Check the proxy’s load and connection limits; the next sweep shows whether it lasts',
    ofAll: { cause: 'The proxy is at its limits or about to stop', fix: 'Check the proxy itself' },
  },
  scanner: {
    did: 'could not have its scanner look at what it fetches from',
    cause:
      'The content scanner that the proxy passes requests through (ICAP) fails or does not answer: neither the name nor the target is at fault',
    fix: 'On the proxy’s host, check the ICAP service and the path to it, and what the proxy does while it is away (squid: icap_service, bypass)',
    ofAll: {
      cause:
        'The content scanner that the proxy passes requests through (ICAP) fails or does not answer',
      fix: 'On the proxy’s host, check the ICAP service and the path to it (squid: icap_service, bypass)',
    },
  },
  unsaid: {
    did: 'could not reach',
    cause:
      'The proxy’s own DNS does not know the name; or a firewall behind the proxy drops the connection; or the service is down',
    fix: 'Resolve the name and connect to it on the proxy’s host. A name with a private endpoint: link its zone where the proxy resolves, or put the name in noProxy and NO_PROXY',
    ofAll: null,
  },
}
