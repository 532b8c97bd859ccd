import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { pack } from '../../shared/report/pack.ts'
import type { Rows } from '../../stores/rows/port.ts'
import { rowsStore } from '../../stores/rows/store.ts'
import { memoryRows } from '../fixtures/memory-rows.ts'
import { MINUTE, type World, world } from '../shared/agent/world.ts'

const never = new AbortController().signal

async function sweeps(at: World, count: number, working: boolean): Promise<void> {
  // A new process: what one remembers must not be what it rests on.
  const agent = at.agent()
  at.working = working
  for (let n = 0; n < count; n++) {
    await agent.sweep('scheduled', never)
    at.clock.pass(MINUTE)
  }
}

/** Writes over all that the store holds of reports, incidents, their state and notifications. */
function damageSqlite({ dir }: World, text: string): void {
  using db = new DatabaseSync(path.join(dir, 'results.db'))
  db.exec(`pragma ignore_check_constraints = on;
    update report set body = x'00'; update incident set body = '${text}';
    update outbox set body = '${text}'; update transition set body = '${text}';
    update alerts set state = '${text}'`)
}

/** No JSON; JSON of other shapes, of which some look like what is expected. */
const TEXTS = ['{', '[]', '{"schema":1}', '{"schema":1,"targets":null,"causes":{},"intervals":7}']

test.for(TEXTS.flatMap((text) => [['sqlite', text] as const, ['rows', text] as const]))(
  'all that a vantage has is damaged (%s, %s): its alerts go on with the next sweep, and it is said',
  async ([kind, text]) => {
    const place = memoryRows()
    using at = world(undefined, kind === 'rows' ? rowsStore(place.open()) : undefined)
    await sweeps(at, 3, true)
    await sweeps(at, 3, false)
    if (kind === 'sqlite') damageSqlite(at, text)
    else await damageAllRows(place.open(), text)
    const before = at.sent.length
    await sweeps(at, 4, false)
    const open = await at.store.incidents({ state: 'open', limit: 9 })
    expect(open).toMatchObject([{ code: 'tcp-dropped', targets: ['orders.contoso.com'] }])
    await sweeps(at, 4, true)
    expect(await at.store.incidents({ state: 'open', limit: 9 })).toEqual([])
    expect(at.sent.slice(before).map((id) => id.split('.').at(-2))).toEqual(['opened', 'closed'])
    expect(at.log).toContainEqual({
      severity: 'warning',
      message: expect.stringContaining('goes on without this: Cannot read report'),
    })
    expect(await at.spool.list()).toEqual([])
  },
)

async function damageAllRows(rows: Rows, text: string): Promise<void> {
  const partition = 'v.prod-japaneast'
  const all = await rows.list(partition, { from: 'a', to: '~', limit: 1000 })
  for (const { key, cells } of all) {
    if ('b0' in cells) {
      const damaged = { ...cells, b0: pack(Buffer.from(text), null) }
      await rows.commit(partition, [{ kind: 'put', key, cells: damaged }])
    }
  }
}
