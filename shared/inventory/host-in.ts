const NAME = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]*[a-z0-9]\.?$/

/** The host in a URL, in `host:port` or in a host alone, in small letters; null where it holds none. */
export function hostIn(text: string | null): string | null {
  const [, host = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/:?#\s@]+)/i.exec(text ?? '') ?? []
  const name = host.toLowerCase()
  return NAME.test(name) && !/^[\d.]+$/.test(name) ? name.replace(/\.$/, '') : null
}
