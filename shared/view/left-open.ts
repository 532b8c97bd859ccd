import { leftOpenBy } from '../judge/platform.ts'
import type { Report } from '../model/report.ts'
import { SANDBOXES, type Sandbox } from '../model/sandbox.ts'

/** A part of the platform that no pass of the report speaks for, and the names of the capabilities that it is used for. */
export interface Unproven extends Pick<Sandbox, 'who' | 'unproven' | 'check'> {
  readonly capabilities: readonly string[]
}

/** What the passes of a report leave open, one entry a part of the platform, in the order of the capabilities. */
export function unprovenBy({ capabilities, vantage }: Report): readonly Unproven[] {
  const passing = capabilities.filter(({ verdict }) => verdict === 'pass' || verdict === 'warn')
  const pairs = passing.flatMap((one) =>
    leftOpenBy(one, vantage).map((sandbox) => ({ sandbox, name: one.name })),
  )
  return [...Map.groupBy(pairs, ({ sandbox }) => sandbox)].map(([sandbox, of]) => {
    const { who, unproven, check } = SANDBOXES[sandbox]
    return { who, unproven, check, capabilities: [...new Set(of.map(({ name }) => name))] }
  })
}
