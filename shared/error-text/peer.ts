/**
 * What a host is in a text: what was asked for, the DNS server, the proxy, the client itself or its address as the
 * other side saw it, or a page to read.
 */
export type PeerRole = 'target' | 'resolver' | 'proxy' | 'source' | 'reference'

/** A host or address that appears in a text. */
export interface Peer {
  /** A name in small letters, or an address in its one spelling. */
  readonly host: string
  readonly port: number | null
  /** Of a URL. */
  readonly scheme: string | null
  readonly role: PeerRole
  /** Where it appears in the text. */
  readonly at: number
}
