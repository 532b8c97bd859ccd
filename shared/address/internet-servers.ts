import { EMPTY_BOOK } from './book.ts'
import { classify } from './classify.ts'

/**
 * Whether DNS servers, by address with or without a port or as the URL of a secure one, all have public addresses: resolvers of the internet, which
 * serve no private zone. The platform’s own (168.63.129.16, 169.254.169.254) have none. False of an empty list.
 */
export function areOnInternet(servers: readonly string[]): boolean {
  return servers.length > 0 && servers.every(isPublic)
}

function isPublic(server: string): boolean {
  const [, address = server] =
    /^(?:\w+:\/\/)?\[([^\]]+)\]/.exec(server) ??
    /^(?:\w+:\/\/)?([\d.]+)(?=[:/#]|$)/.exec(server) ??
    []
  return classify(address, EMPTY_BOOK).realm === 'public'
}
