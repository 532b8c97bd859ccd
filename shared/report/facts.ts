import type { Report, TargetResult } from '../model/report.ts'

/** What observations refer to, each fact once. */
export type Facts = Pick<Report, 'dns' | 'certificates'>

/** Of the shared facts, those that an observation of these results refers to. */
export function factsOf(
  results: readonly Pick<TargetResult, 'observations'>[],
  { dns, certificates }: Facts,
): Facts {
  return {
    dns: pick(dns, results.flatMap(answersOf)),
    certificates: pick(certificates, results.flatMap(fingerprintsOf)),
  }
}

function answersOf({ observations }: Pick<TargetResult, 'observations'>): readonly string[] {
  return observations.flatMap((o) => (o.step === 'resolve' && o.answer !== null ? [o.answer] : []))
}

function fingerprintsOf({ observations }: Pick<TargetResult, 'observations'>): readonly string[] {
  return observations.flatMap((o) => {
    if (o.step === 'greet') return o.chain
    if (o.step !== 'handshake') return []
    return [...o.chain, ...(o.path ?? []), ...(o.client === undefined ? [] : [o.client])]
  })
}

function pick<T>(facts: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  const kept: [string, T][] = []
  for (const key of new Set(keys)) {
    const fact = facts[key]
    if (fact !== undefined) kept.push([key, fact])
  }
  return Object.fromEntries(kept)
}
