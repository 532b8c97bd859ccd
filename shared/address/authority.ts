/** A host as URLs and authorities have it: an IPv6 literal in brackets (RFC 3986, 3.2.2). */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** `host:port`, an IPv6 literal in brackets. */
export function authorityOf({ host, port }: { readonly host: string; readonly port: number }) {
  return `${hostInUrl(host)}:${port}`
}
