import type { Leaves } from '../judge/before.ts'
import { networkOf, networkSummary } from '../judge/configured/network-of.ts'
import { judge } from '../judge/judge.ts'
import type { Knowledge } from '../judge/knowledge.ts'
import type { Capability } from '../model/capability.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Report, Vantage } from '../model/report.ts'
import { beforeIn } from '../report/before.ts'
import { buildReport, type ReportInput } from '../report/build.ts'
import { configuredOf } from '../report/configured.ts'
import { listsIn } from '../report/lists.ts'

/** What makes a report of evidence. */
export interface Judging {
  readonly kind: Report['kind']
  readonly vantage: Vantage
  /** What the sweep was given. */
  readonly configuration?: Report['configuration']
  /** Facts of this sweep alone, in addition to those of the vantage. */
  readonly facts?: Vantage['facts']
  readonly knowledge: Pick<Knowledge, 'book' | 'network'>
  readonly capabilities: readonly Capability[]
  /** The last report of the vantage, for what changed since; null: nothing is compared. */
  readonly previous: Report | null
  /** The passes of what was not due; absent: all was. */
  readonly carried?: ReportInput['carried']
  /** The certificates that the targets showed of late; absent: nobody remembers. */
  readonly shown?: ReadonlyMap<string, Leaves>
  /** The id of a new report (reportId with a source of randomness). */
  readonly newId: (startedAt: Date, vantage: string) => string
}

/** The report of a sweep: its evidence judged by what is known, at the vantage whose resolvers it met. */
export function judgedReport(evidence: Evidence, judging: Judging): Report {
  const { kind, vantage, facts, knowledge, capabilities, previous, newId } = judging
  const { configuration, carried } = judging
  const lists = previous === null ? {} : { lists: listsIn(previous) }
  const before = beforeIn(previous, judging.shown ?? new Map())
  const judgements = judge(evidence, { ...knowledge, ...lists, before, vantage })
  const network = networkSummary({ ...knowledge, vantage })
  const at = networkOf({ ...knowledge, vantage })
  const paths = judgements.map(({ configured: path = [] }, i) => {
    return { id: evidence.targets[i]?.target.id ?? '', path }
  })
  return buildReport({
    id: newId(new Date(evidence.startedAt), vantage.name),
    kind,
    configuration,
    network:
      network === undefined || at === null
        ? network
        : { ...network, configured: configuredOf(at, paths) },
    vantage: {
      ...vantage,
      resolvers: [...evidence.systemResolvers],
      facts: { ...vantage.facts, ...facts },
    },
    evidence,
    judgements,
    capabilities,
    ...(carried !== undefined && { carried }),
  })
}
