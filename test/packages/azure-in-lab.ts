import process from 'node:process'
import { whatIsMissing } from '../lab/requirements.ts'
import { closeOrphans, closeSession, openSession } from '../lab/session.ts'
import { azuriteMissing } from '../peers/azurite.ts'
import { STEPS } from './lab/azure-checks.ts'
import { AzureSite } from './lab/azure-site.ts'
import { Checks } from './lab/checks.ts'

/**
 * The package of the function app in the fault lab: inside a locked-down VNet, with its tables behind a private endpoint
 * there. It sweeps by its timer, stores, alerts and tells; then the store is cut off, and nothing is lost. Needs what
 * the lab needs, and Azurite; last line `N passed, N failed`.
 */
async function main(): Promise<number> {
  const missing = whatIsMissing() ?? azuriteMissing()
  if (missing !== null) {
    process.stderr.write(`azure-in-lab: ${missing}\n`)
    return 2
  }
  await closeOrphans()
  const session = openSession(process.pid)
  const checks = new Checks()
  try {
    const site = await AzureSite.raise(session)
    for (const [name, prove] of STEPS) await checks.check(name, () => prove(site))
  } finally {
    await closeSession(session.pid)
  }
  return checks.end()
}

process.exit(await main())
