import type { AddressClass } from './special.ts'

/**
 * Where an address leads, in five kinds that leave nothing over: every class of `special.ts` has one. What is not
 * `public` here is never called so, whatever the sentence.
 */
export const REALMS = [
  'private', // a network of one's own: RFC 1918, unique local, shared space, `privateRanges`
  'public', // a service of the internet
  'vip', // Google's service addresses inside a VPC, which are neither of the two
  'local', // this host, link or test network: loopback, link-local, metadata, platform, benchmarks, own NAT64
  'nowhere', // no host at all: unspecified, broadcast, multicast, documentation, reserved
] as const
export type Realm = (typeof REALMS)[number]

const REALM_OF: Readonly<Record<AddressClass, Realm>> = {
  private: 'private',
  cgnat: 'private',
  public: 'public',
  'google-restricted': 'vip',
  'google-private': 'vip',
  'google-directpath': 'public',
  loopback: 'local',
  'link-local': 'local',
  metadata: 'local',
  'azure-platform': 'local',
  // Between the registries' tunnels and a host stands a relay of the internet.
  '6to4': 'public',
  teredo: 'public',
  amt: 'public',
  as112: 'public',
  // Of one's own translator (RFC 8215); the well-known prefix is read through by `classify`.
  nat64: 'local',
  benchmarking: 'local',
  unspecified: 'nowhere',
  broadcast: 'nowhere',
  multicast: 'nowhere',
  documentation: 'nowhere',
  discard: 'nowhere',
  reserved: 'nowhere',
}

/** Where addresses of a class lead. */
export function realmOf(kind: AddressClass): Realm {
  return REALM_OF[kind]
}

const ADJECTIVES: Readonly<Record<Realm, string>> = {
  private: 'private',
  public: 'public',
  vip: 'Google-internal',
  local: 'local',
  nowhere: 'unusable',
}

/** The word of a realm before `address`: `private`, `public`, `unusable`. */
export function realmWord(realm: Realm): string {
  return ADJECTIVES[realm]
}
