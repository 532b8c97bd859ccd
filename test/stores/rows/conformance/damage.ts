import { pack } from '../../../../shared/report/pack.ts'
import type { Rows } from '../../../../stores/rows/port.ts'
import type { Damage, Damageable } from '../../conformance/fixture.ts'

/** Where a store of rows has them (stores/rows/layout.ts). */
const PREFIXES: Readonly<Record<Damageable, string>> = {
  incident: 'i.',
  notification: 'n.',
  transition: 't.',
  state: 'a',
  report: 's.',
}

const OVER: Readonly<Record<Damage, Uint8Array>> = {
  unreadable: Uint8Array.of(0, 255),
  reshaped: pack(Buffer.from('["another shape"]'), null),
}

/** Writes over all rows of a kind that the vantage `prod` has. */
export async function damageRows(rows: Rows, what: Damageable, how: Damage): Promise<void> {
  const prefix = PREFIXES[what]
  const found = await rows.list('v.prod', { from: prefix, to: `${prefix}~`, limit: 99 })
  for (const { key, cells } of found) {
    const damaged = { ...cells, b0: OVER[how] }
    await rows.commit('v.prod', [{ kind: 'put', key, cells: damaged }])
  }
}
