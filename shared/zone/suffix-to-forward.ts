import { zoneOf } from './zone-of.ts'

const PRIVATE_LINK = /(^|\.)privatelink(-[a-z]+)?\./

/**
 * The public suffix that a DNS server of one's own must forward to Azure so that a host is answered privately: that of
 * the first name, of the host asked and its alias chain, that a service of Azure has. It is what clients ask for
 * (`vault.azure.net`), which differs from the zone's name without privatelink (`vaultcore.azure.net`). For a service
 * that the table does not know it is the parent of the last name before the private link zone; null without such a
 * name. Source: https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function suffixToForward(host: string, chain: readonly string[] = []): string | null {
  const names = [host, ...chain].map((name) => name.toLowerCase().replace(/\.$/, ''))
  for (const name of names) {
    const found = zoneOf(name)
    if (found !== null) return found.suffix
  }
  const inside = names.findIndex((name) => PRIVATE_LINK.test(name))
  const last = names[inside - 1]
  return last?.includes('.') ? last.slice(last.indexOf('.') + 1) : null
}
