/** A host as URLs and authorities have it: an IPv6 literal in brackets (RFC 3986, 3.2.2). */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** `host:port`, an IPv6 literal in brackets. */
export function authorityOf({ host, port }: { readonly host: string; readonly port: number }) {
  return `${hostInUrl(host)}:${port}`
}

/** Reads a port; null when it is none. */
export function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}
