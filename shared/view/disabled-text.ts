import type { Report } from '../model/report.ts'

/** An entry of the configuration that is off, and what this sweep says of the reason. */
export interface DisabledText {
  /** `The receiver slack is off: The environment variable ...`. */
  readonly says: string
  readonly fix: string
}

/**
 * What the configuration left out, in words. Where a reference was not resolved, the sweep tells whether the network
 * keeps the probe from the service behind it; the platform that resolves references may go another way.
 */
export function disabledTexts(
  report: Pick<Report, 'configuration' | 'results'>,
): readonly DisabledText[] {
  return (report.configuration?.disabled ?? []).map(({ name, problem, remedy, host }) => {
    const seen = host === null ? null : seenOf(report, host)
    return {
      says: `${name[0]?.toUpperCase()}${name.slice(1)} is off: ${problem}${seen === null ? '' : `; ${seen}`}`,
      fix: remedy,
    }
  })
}

function seenOf({ results }: Pick<Report, 'results'>, host: string): string | null {
  const result = results.find(({ target }) => new URL(target.url).hostname === host)
  if (result === undefined) return null
  if (result.verdict === 'pass' || result.verdict === 'warn') {
    return `${host} is reached from here, so the identity or the name of the secret is the likelier cause`
  }
  const [root] = result.findings
  if (result.verdict === 'inconclusive' || root === undefined) return null
  return `${host} is not reached from here (${root.code}), so the network is the likelier cause`
}
