import type { Report } from '../../shared/model/report.ts'
import { blob, writeParts } from './blob.ts'
import type { Bodies } from './bodies.ts'
import { text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { after } from './encode.ts'
import { outcomeRows, shardsOf } from './history.ts'
import { headKey, ms, partitionOf, pointerKey, REPORTS, sweepKey } from './layout.ts'
import { countThatFit, writeAll } from './many.ts'
import type { Write } from './port.ts'
import type { TargetSet, TargetSets } from './target-sets.ts'

interface Parts {
  readonly bodies: Bodies
  readonly sets: TargetSets
}

/**
 * Keeps a report. First comes the pointer that finds it by its id, which does no harm where nothing follows; then what
 * does not fit into one commit; and last the commit that creates its head. Until then nobody sees the report, and
 * whoever tries again after a crash begins anew: the head says whether it is stored.
 */
export async function append(
  context: StoreContext,
  { bodies, sets }: Parts,
  report: Report,
): Promise<'stored' | 'already-stored'> {
  const partition = partitionOf(report.vantage.name)
  const key = headKey(report.kind, report)
  if (!(await claim(context, report, { partition, key }))) return 'already-stored'
  await context.vantages.add(report.vantage.name)
  const set = await sets.use(partition, report)
  const head = await headOf(context, { bodies, partition, key }, report, set)
  const expires = context.expires(ms(report.startedAt))
  const outcomes = outcomeRows(report, set, expires)
  const must: readonly Write[] = [
    head,
    ...(report.kind === 'scheduled' ? [sweepRow(report, expires)] : []),
  ]
  const groups = [must, ...outcomes.map((write) => [write])]
  const together = Math.max(countThatFit(groups, context.rows.limits) - 1, 0)
  await writeAll(context.rows, partition, outcomes.slice(together))
  const said = await context.rows.commit(partition, [...must, ...outcomes.slice(0, together)])
  return said === 'committed' ? 'stored' : 'already-stored'
}

/**
 * Whether a report may be written there. An id that was used for another sweep, and whose head never came, moves: ids
 * are of one sweep, so that only a writer that broke off can have left it.
 */
async function claim(
  { rows, expires }: StoreContext,
  { id, startedAt }: Report,
  there: { readonly partition: string; readonly key: string },
): Promise<boolean> {
  const pointer = {
    key: pointerKey(id),
    cells: { ...there, at: ms(startedAt) },
    ...expires(ms(startedAt)),
  }
  for (;;) {
    if ((await rows.commit(REPORTS, [{ kind: 'create', ...pointer }])) === 'committed') return true
    const held = await rows.get(REPORTS, pointer.key)
    // Removed in between, as too old.
    if (held === null) continue
    const [partition, key] = [text(held, 'partition'), text(held, 'key')]
    const one = { from: key, to: after(key), limit: 1, columns: [] }
    if ((await rows.list(partition, one)).length > 0) return false
    if (partition === there.partition && key === there.key) return true
    const { version } = held
    const said = await rows.commit(REPORTS, [{ kind: 'replace', version, ...pointer }])
    if (said === 'committed') return true
  }
}

async function headOf(
  context: StoreContext,
  { bodies, partition, key }: { bodies: Bodies; partition: string; key: string },
  report: Report,
  set: TargetSet,
): Promise<Write> {
  const { base, body } = await bodies.pack(partition, report)
  const expires = context.expires(ms(report.startedAt), base === null ? 'rested-on' : undefined)
  const made = blob(context, {
    data: body,
    key,
    cells: {
      ref: JSON.stringify({ id: report.id, startedAt: report.startedAt }),
      base: base ?? '',
      set: set.hash,
      shards: shardsOf(set),
    },
    rowBytes: context.rows.limits.rowBytes,
    expires: context.expires(ms(report.startedAt), 'rested-on'),
  })
  await writeParts(context, partition, made)
  return { kind: 'create', key, cells: made.cells, ...expires }
}

function sweepRow({ id, startedAt, kind, summary }: Report, expires: object): Write {
  const sweep = JSON.stringify({ id, startedAt, kind, summary })
  return { kind: 'put', key: sweepKey({ id, startedAt }), cells: { sweep }, ...expires }
}
