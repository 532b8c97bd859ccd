/**
 * Every conclusion that judgement can come to. The order is the order in which causes are looked for: what
 * stands earlier explains what stands later. Codes are stored and alerted on: added to, never renamed.
 */
export const FINDING_CODES = [
  // The probe and its own surroundings: nothing can be said of a target when these fail.
  'probe-fault',
  'identity-token-unavailable',
  'not-checked-in-time',
  'path-warming-up',
  'network-no-way-out',
  // The way through a proxy.
  'proxy-unreachable',
  'proxy-auth-required',
  'proxy-denied',
  'proxy-cannot-reach-target',
  // Names.
  'dns-resolver-unreachable',
  'dns-refused',
  'dns-server-failure',
  'dns-hosts-override',
  'dns-sinkholed',
  'dns-private-record-missing',
  'dns-public-zone-shadowed',
  'dns-name-not-found',
  'dns-no-answer',
  'dns-private-zone-not-used',
  'dns-no-private-endpoint',
  'dns-google-vip-wrong',
  'dns-google-vip-not-used',
  'dns-private-unexpected',
  'dns-address-unexpected',
  'dns-resolvers-disagree',
  'dns-resolver-slow',
  // Connections.
  'private-endpoint-stale',
  'private-endpoint-not-answering',
  'tcp-unreachable',
  'tcp-refused',
  'tcp-reset',
  'tcp-dropped',
  'tcp-some-addresses-fail',
  // TLS.
  'tls-blocked-by-name',
  'tls-not-spoken',
  'tls-version-too-low',
  'tls-handshake-failed',
  'tls-intercepted',
  'tls-name-mismatch',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-certificate-unusable',
  'tls-untrusted',
  'tls-issuer-unexpected',
  'tls-expires-soon',
  // HTTP.
  'http-denied-by-firewall',
  'http-denied-by-perimeter',
  'http-reached-publicly',
  'http-denied-by-service',
  'http-permission-denied',
  'http-no-response',
  'http-status-unexpected',
  'http-header-unexpected',
  'http-body-unexpected',
  // What was expected of the whole.
  'reachable-but-must-be-blocked',
  'blocked-not-proven',
  'blocked-as-wanted',
  'egress-address-unexpected',
  'allow-list-changed',
  'latency-exceeded',
  // What the facts of the place say of a result; hints, and never a verdict.
  'vnet-route-all-off',
  'vnet-dns-setting-ignored',
  'platform-path-not-proven',
] as const

export type FindingCode = (typeof FINDING_CODES)[number]
