/** What a resolv.conf of App Service says. */
export interface ResolvConf {
  /** Its `nameserver` and `options` lines, joined by `; `. */
  readonly lines: string
  /** The servers behind the embedded resolver, and its options for them; null where no comment says so. */
  readonly upstream: { readonly servers: string; readonly options: string | null } | null
}

/**
 * Reads a resolv.conf. On App Service Linux it names an embedded resolver (127.0.0.11), and only its comments tell which
 * servers of the network that one asks; captured in 2023 and 2026 with the same wording.
 */
export function readResolvConf(text: string): ResolvConf {
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '))
  const after = (begin: string) => {
    const line = lines.find((one) => one.startsWith(begin))
    return line === undefined ? null : line.slice(begin.length).trim()
  }
  const servers = after('# The configured nameservers at startup are')
  const options = after('# The configured options for the listener at startup are')
  return {
    lines: lines.filter((line) => /^(nameserver|options) /.test(line)).join('; '),
    upstream: servers === null ? null : { servers, options },
  }
}
