import tls from 'node:tls'
import { readRoots } from '../shared/config/roots.ts'
import type { Log } from '../shared/ports/log.ts'
import { readGivenFile } from './given-file.ts'
import type { ConfigContext } from './plan-file.ts'

/**
 * Makes this process trust extra roots: those of the configuration, which the store’s and the identity’s clients take
 * no other way, and those of NODE_EXTRA_CA_CERTS. Where a function starts from a placeholder, that variable arrives
 * after Node has looked for it. A file that cannot be used is skipped with a line in the log, as Node does.
 */
export function trustRoots(roots: readonly string[], env: ConfigContext['env'], log: Log): void {
  const extra = [...roots, ...rootsOf(env['NODE_EXTRA_CA_CERTS'], log)]
  if (extra.length === 0) return
  tls.setDefaultCACertificates([...new Set([...tls.getCACertificates('default'), ...extra])])
}

function rootsOf(file: string | undefined, log: Log): readonly string[] {
  if (!file) return []
  const { certificates, complaint } = readRoots(file, readGivenFile)
  if (certificates !== null) return certificates
  const message = `${file} of NODE_EXTRA_CA_CERTS ${complaint.message}. ${complaint.remedy}`
  log.write({ severity: 'warning', message })
  return []
}
