import type { Catalog, EndpointRow } from './catalog.ts'
import { placeholders } from './template.ts'

/** What a placeholder may refer to. */
type Names = Pick<Catalog, 'parameters'> & { readonly lookups?: Catalog['lookups'] | undefined }

/** The sites (`azure.com`, `pypi.org`) of the hosts that speak TLS in a built-in catalog, whatever its parameters. */
export function sitesOf(catalog: Catalog): readonly string[] {
  const hosts = catalog.endpoints.flatMap(templatesOf)
  const spelled = hosts.flatMap((host) => formsOf(host, catalog))
  return [...new Set(spelled.flatMap((host) => siteOf(host) ?? []))]
}

function templatesOf({ url, wildcard }: EndpointRow): readonly string[] {
  const [, host] = /^https:\/\/((?:\{[^}]*\}|[^/:{}])+)/.exec(url) ?? []
  return host === undefined ? [] : [host, ...(wildcard === undefined ? [] : [wildcard])]
}

/** All ways to spell a template, with `*` for what only the user can say. */
function formsOf(template: string, names: Names): readonly string[] {
  const [name] = placeholders(template)
  if (name === undefined) return [template]
  const place = new RegExp(String.raw`\{${name}(:\w+)?\}`, 'g')
  return valuesOf(name, names).flatMap((value) => formsOf(template.replace(place, value), names))
}

function valuesOf(name: string, names: Names): readonly string[] {
  const looked = Object.values(names.lookups?.[name]?.of ?? {})
  if (looked.length > 0) return looked
  const usual = names.parameters[name]?.default
  // It refers to parameters before it, and so comes to an end.
  return typeof usual === 'string' ? formsOf(usual, names) : ['*']
}

/** The last two labels, where both are fixed. */
function siteOf(host: string): string | null {
  const [site] = /(?<![^.*])[^.*]+\.[a-z]+$/i.exec(host.slice(host.lastIndexOf('*') + 1)) ?? []
  return site === undefined ? null : site.toLowerCase()
}
