import type { TargetAuth } from '../../model/target.ts'
import type { Caller } from '../pull/caller.ts'
import { allPages, type Listed, rowsIn, textIn } from '../pull/pages.ts'

/** Azure Resource Manager, and who asks it. */
export interface Arm {
  readonly caller: Caller
  /** https://management.azure.com */
  readonly host: string
  readonly auth: TargetAuth
}

/**
 * A list of Resource Manager with all its pages. The next one must lie on the same host: the token goes there.
 * https://learn.microsoft.com/rest/api/azure/#async-operations-throttling-and-paging
 */
export async function armList(
  { caller, host, auth }: Arm,
  path: string,
  version: string,
): Promise<Listed> {
  const first = `${host}${path}?api-version=${version}`
  return await allPages(
    async (next) => await caller.ask({ auth, url: next ?? first }),
    (json) => {
      const rows = rowsIn(json, 'value')
      if ('kind' in rows) return rows
      const next = textIn(json, 'nextLink')
      if (next === null || URL.parse(next)?.origin === new URL(host).origin) return { rows, next }
      return { kind: 'failed', says: 'has its next page on another host' }
    },
  )
}
