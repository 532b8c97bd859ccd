import type { Catalog, EndpointRow } from './catalog.ts'
import { RESTRICTED_LIST, VIP, VIP_NOT_RESTRICTED } from './google-vip.ts'

type Sources = Catalog['sources']

/** Sources that several of the Google catalogs have. */
// biome-ignore format: one source a line
export const GOOGLE_SOURCES = {
  restricted: { title: 'Services on the restricted VIP', url: RESTRICTED_LIST },
  hybrid: { title: 'Private Google Access: domain options', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid' },
  psc: { title: 'Access Google APIs through Private Service Connect endpoints', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis' },
} satisfies Sources

/** An API that the restricted VIP serves, by the first label of its name. */
export function apiRow(name: string, needs: string, more: Partial<EndpointRow> = {}): EndpointRow {
  const url = `https://${name}.googleapis.com/`
  const of = { source: 'restricted', asOf: '2026-04-08', wildcard: '*.googleapis.com', ...VIP }
  return { id: name, url, for: needs.split(' '), ...of, ...more }
}

/** A name of Google’s domains besides googleapis.com that both VIPs serve. */
export function domainRow(
  id: string,
  host: string,
  needs: string,
  more: Partial<EndpointRow> = {},
): EndpointRow {
  const of = { source: 'hybrid', asOf: '2026-04-08', ...VIP }
  return { id, url: `https://${host}/`, for: needs.split(' '), ...of, ...more }
}

/** A name that the private VIP serves and the restricted one is not known to serve. */
export function privateVipRow(
  id: string,
  host: string,
  needs: string,
  more: Partial<EndpointRow> = {},
): EndpointRow {
  const of = { source: 'hybrid', asOf: '2026-04-08', ...VIP_NOT_RESTRICTED }
  return { id, url: `https://${host}/`, for: needs.split(' '), ...of, ...more }
}

/** The Private Service Connect endpoint for Google’s APIs itself: it answers without a name, TLS or credentials. */
export function endpointRow(needs: string): EndpointRow {
  return {
    id: 'endpoint',
    url: 'http://{item}/generate_204',
    each: 'endpoint',
    for: needs.split(' '),
    when: { vip: ['psc'] },
    source: 'psc',
    asOf: '2026-04-10',
    expect: { http: { status: [204] } },
    note: 'The endpoint for Google’s APIs answers without a name, TLS or credentials',
  }
}

/** Needed in some cases only: a failure is a warning. */
export function ifUsed(note: string): Partial<EndpointRow> {
  return { optional: true, note }
}
