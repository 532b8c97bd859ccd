import type { Catalog, EndpointRow } from './catalog.ts'
import { IPV4 } from './patterns.ts'

const ADDRESS = `(${IPV4}|\\[[0-9a-f:]+\\])`

/** One egress path that must be shut, for each item of a list. */
function shut(
  id: string,
  url: string,
  each: string,
  needs: string,
  more: Partial<EndpointRow>,
): EndpointRow {
  const source = each === 'resolvers' ? 'dns' : 'names'
  const of = { source, asOf: '2026-11-22', expect: { reachability: 'blocked' as const } }
  return { id, url, each, for: [needs], ...of, ...more }
}

/** What a closed network must not reach: names and bare addresses of the web, and public resolvers. */
export const internetBlocked = {
  name: 'internet-blocked',
  version: '2026-11-22',
  title: 'A closed network: nothing of the internet is reachable',
  about:
    'Egress paths that a closed network must block: web sites by name and by bare address, over https and http, and public DNS servers over UDP, TCP and TLS. Each must be seen to fail; that counts only together with a target that was reached in the same sweep, so use it together with what must work. Names and addresses are examples of the internet: give your own where these are allowed on purpose.',
  cloud: 'other',
  // biome-ignore format: one source a line
  sources: {
    names: { title: 'IANA-managed reserved domains, which answer for documentation', url: 'https://www.iana.org/domains/reserved' },
    literals: { title: 'Addresses of Google Public DNS and its secure transports', url: 'https://developers.google.com/speed/public-dns/docs/secure-transports' },
    dns: { title: 'Using Google Public DNS', url: 'https://developers.google.com/speed/public-dns/docs/using' },
    uri: { title: 'RFC 4501: dns URIs, whose authority is the server to ask', url: 'https://www.rfc-editor.org/rfc/rfc4501' },
    dot: { title: 'RFC 7858: DNS over TLS, on port 853', url: 'https://www.rfc-editor.org/rfc/rfc7858' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    names: { type: 'list', required: false, default: ['www.example.com', 'www.wikipedia.org', 'api.github.com'], pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'www.example.com', describe: 'Web sites that must not answer; they must exist' },
    addresses: { type: 'list', required: false, default: ['1.1.1.1', '8.8.8.8', '[2606:4700:4700::1111]'], pattern: ADDRESS, example: '1.1.1.1', describe: 'Addresses that serve https and http, which a filter by name does not see; IPv6 in brackets' },
    resolvers: { type: 'list', required: false, default: ['8.8.8.8', '1.1.1.1'], pattern: ADDRESS, example: '8.8.8.8', describe: 'Public DNS servers; IPv6 in brackets' },
    question: { type: 'string', required: false, default: 'www.example.com', pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'www.example.com', describe: 'The name that the DNS servers are asked for' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'web-closed', name: 'No web site is reachable by name', symptom: 'Data can leave the network to any web site' },
    { id: 'address-closed', name: 'No address of the internet is reachable', symptom: 'Data can leave past rules that go by name' },
    { id: 'dns-closed', name: 'No public resolver is reachable', symptom: 'Names resolve past the network’s own DNS, and data can leave in questions' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    shut('name-https', 'https://{item}/', 'names', 'web-closed', {}),
    shut('name-http', 'http://{item}/', 'names', 'web-closed', {}),
    shut('address-https', 'https://{item}/', 'addresses', 'address-closed', { source: 'literals', note: 'Carries DNS over HTTPS, too' }),
    shut('address-http', 'http://{item}/', 'addresses', 'address-closed', { source: 'literals' }),
    shut('dns-udp', 'dns://{item}/{question}', 'resolvers', 'dns-closed', { source: 'uri', note: 'That server alone is asked, over UDP; any answer is a leak' }),
    shut('dns-tcp', 'tcp://{item}:53', 'resolvers', 'dns-closed', {}),
    shut('dns-tls', 'tls://{item}:853', 'resolvers', 'dns-closed', { source: 'dot' }),
  ],
} satisfies Catalog
