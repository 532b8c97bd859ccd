import type { Leaves } from '../judge/before.ts'
import { authorityOfIssuer } from '../judge/certificates.ts'
import type { Report, TargetResult } from '../model/report.ts'

/** Front ends of one service show different certificates by turns: so many are remembered of a target. */
const MOST = 16

/** The certificates that each target showed of late, while all was well with them, as long as this process lives. */
export class ShownCertificates {
  readonly #leaves = new Map<string, Leaves>()

  /** By the id of the target. */
  get leaves(): ReadonlyMap<string, Leaves> {
    return this.#leaves
  }

  /** Remembers what the targets of a report showed. What failed leaves as it was what was known before. */
  note(report: Pick<Report, 'results' | 'certificates'>): void {
    for (const result of report.results) {
      const now = leavesOf(result, report.certificates)
      if (now.length === 0) continue
      const { id } = result.target
      const known = [...(this.#leaves.get(id) ?? [])].filter(([print]) =>
        now.every(([p]) => p !== print),
      )
      this.#leaves.set(id, new Map([...now, ...known].slice(0, MOST)))
    }
  }
}

function leavesOf(
  { observations }: TargetResult,
  certificates: Report['certificates'],
): readonly (readonly [string, string])[] {
  return observations.flatMap((o) => {
    if (o.step !== 'handshake' || o.peer !== 'target') return []
    const [print = ''] = o.chain
    const leaf = o.failure === null && o.verification === null ? certificates[print] : undefined
    return leaf === undefined ? [] : [[print, authorityOfIssuer(leaf.issuer)] as const]
  })
}
