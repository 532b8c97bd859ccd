import type { HandshakeObservation } from '../../shared/model/observation.ts'

/** What a handshake settled. */
export type Settled = Pick<
  HandshakeObservation,
  'version' | 'cipher' | 'alpn' | 'chain' | 'path' | 'anchor' | 'verification' | 'nameMatches'
>

/** Of a handshake that did not complete. */
export const NOTHING_SETTLED: Settled = {
  version: null,
  cipher: null,
  alpn: null,
  chain: [],
  verification: null,
  nameMatches: null,
}
