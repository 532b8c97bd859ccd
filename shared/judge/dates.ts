import type { Certificate } from '../model/facts.ts'
import type { HandshakeObservation } from '../model/observation.ts'
import { chainOf, commonName, pathOf } from './certificates.ts'
import { handshakesOf } from './handshakes.ts'
import type { Seen } from './seen.ts'
import type { TargetView } from './target-view.ts'

export const DAY = 86_400_000

/** A certificate of a presented chain whose dates are wrong, by the probe’s clock. */
export interface OffDate {
  readonly handshake: Seen<HandshakeObservation>
  readonly certificate: Certificate | null
  readonly isLeaf: boolean
}

/** The first handshake that is wrong by date: by OpenSSL’s verdict, or by the dates of the leaf. */
export function offDate(
  view: TargetView,
  verification: string,
  isOff: (certificate: Certificate) => boolean,
): OffDate | null {
  for (const handshake of handshakesOf(view)) {
    const way = pathOf(handshake, view.certificates)
    // What is not on the way to a root is used by nobody.
    const chain = way?.some(isOff) ? way : chainOf(handshake, view.certificates)
    const at = chain.findIndex(isOff)
    const said = handshake.verification === verification
    // An authority that is out of date next to another path to a root is OpenSSL’s to judge, not ours.
    if (!said && at !== 0) continue
    return { handshake, certificate: chain[at] ?? null, isLeaf: at === 0 }
  }
  return null
}

export function whose({ certificate, isLeaf }: OffDate, host: string): string {
  if (certificate === null || isLeaf) return `the certificate of ${host}`
  return `the authority “${commonName(certificate.subject)}” in the chain of ${host}`
}
