import type { Rows } from '../../../../stores/rows/port.ts'
import type { Damageable } from '../../conformance/fixture.ts'

/** Where a store of rows has them (stores/rows/layout.ts). */
const PREFIXES: Readonly<Record<Damageable, string>> = {
  incident: 'i.',
  notification: 'n.',
  transition: 't.',
  state: 'a',
  report: 's.',
}

/** Writes over all rows of a kind that the vantage `prod` has. */
export async function damageRows(rows: Rows, what: Damageable): Promise<void> {
  const prefix = PREFIXES[what]
  const found = await rows.list('v.prod', { from: prefix, to: `${prefix}~`, limit: 99 })
  for (const { key, cells } of found) {
    const damaged = { ...cells, b0: Uint8Array.of(0, 255) }
    await rows.commit('v.prod', [{ kind: 'put', key, cells: damaged }])
  }
}
