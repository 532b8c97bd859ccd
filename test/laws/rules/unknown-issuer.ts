import { X509Certificate } from 'node:crypto'
import { allSaid, type Said } from '../judged-sweep.ts'
import { broken, type Law } from '../law.ts'

const UNKNOWN = /\b(not|nor|neither)\b[^.;]*\bknown here\b/

/** No "the issuer is not known here" where its certificate is among the roots that the target was given (`ca`). */
export const unknownIssuer: Law = (sweep) =>
  allSaid(sweep).flatMap((said) => {
    const { certificates } = sweep.evidence
    if (!saysUnknown(said)) return []
    const issuers = said.cited.flatMap((o) =>
      o.step === 'handshake' ? o.chain.flatMap((print) => certificates[print]?.issuer ?? []) : [],
    )
    const given = said.target.ca.flatMap(subjectsIn)
    const refuted = issuers.find((issuer) => given.includes(flat(issuer)))
    return refuted === undefined ? [] : [broken(said, `\`ca\` holds ${refuted}`)]
  })

function saysUnknown({ finding, sentences }: Said): boolean {
  const claimed = finding.claims?.some((claim) => claim.kind === 'unknown-issuer') ?? false
  return claimed || sentences.some((sentence) => UNKNOWN.test(sentence))
}

function subjectsIn(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => flat(new X509Certificate(block).subject))
}

/** A distinguished name whatever the order and the separators of its parts. */
function flat(name: string): string {
  return name
    .split(/\n|, /)
    .map((part) => part.trim())
    .toSorted()
    .join('|')
}
