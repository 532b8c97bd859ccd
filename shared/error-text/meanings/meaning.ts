import type { FailureCode } from '../../failure/table.ts'
import type { FindingCode } from '../../model/finding-codes.ts'

/** Where in a connection a text says that it went wrong; `local`: on the client itself; `platform`: in no step. */
export const LAYERS = [
  'dns',
  'udp',
  'tcp',
  'tls',
  'http',
  'denied',
  'proxy',
  'local',
  'platform',
] as const
export type Layer = (typeof LAYERS)[number]

/** The words of a layer for people. */
export const LAYER_WORDS: Readonly<Record<Layer, string>> = {
  dns: 'name resolution',
  udp: 'datagrams (UDP); no connection is made',
  tcp: 'the TCP connection',
  tls: 'the TLS handshake or the connection after it',
  http: 'the HTTP answer',
  denied: 'a refusal: the path works, somebody says no',
  proxy: 'the proxy, not the target',
  local: 'the client itself',
  platform: 'a part of the platform; no step of a connection is named',
}

/** What a text shows, whoever writes it: the failure that a step would have, and the findings that it can become. */
export interface Meaning {
  readonly layer: Layer
  /** One sentence. */
  readonly says: string
  /** The most likely first. */
  readonly failures: readonly FailureCode[]
  /** The most likely first. */
  readonly findings: readonly FindingCode[]
  /** What such a text leaves open. */
  readonly leavesOpen: string
  /** 5: leaves no doubt about the layer; 3: an errno alone; 1: only a wrapper of the real error. */
  readonly weight: 1 | 2 | 3 | 4 | 5
}
