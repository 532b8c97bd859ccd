const PRIVATE_LINK = /(^|\.)privatelink(-[a-z]+)?\./

/**
 * Suffixes of services that live in the customer's own network: public DNS knows the alias into them and nothing
 * below. https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private and its like of MySQL.
 */
const INJECTED = /(^|\.)(private\.(postgres|mysql)\.database\.[a-z.]+)$/

/** The zone of a private link name: `x.privatelink.azurecr.io` lies in `privatelink.azurecr.io`. Null for any other. */
export function privateLinkZone(name: string): string | null {
  const at = name.search(PRIVATE_LINK)
  return at === -1 ? null : name.slice(at).replace(/^\./, '')
}

/** Whether a name lies in a zone of a private link: an alias into one proves that the resource has an endpoint. */
export function isPrivateLinkName(name: string): boolean {
  return PRIVATE_LINK.test(name)
}

/** The zone, served by private DNS alone, that a name lies in or is; null for a name of public DNS. */
export function privateSideOf(name: string): string | null {
  return privateLinkZone(name) ?? INJECTED.exec(name)?.[2] ?? null
}
