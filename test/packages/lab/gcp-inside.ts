import process from 'node:process'
import { loadWorld } from '../../lab/world/load.ts'
import { metadataServer } from '../gcp-metadata.ts'
import { Checks } from './checks.ts'
import { checkEndings } from './gcp-ending-checks.ts'
import { checkFaults } from './gcp-fault-checks.ts'
import { checkOutages } from './gcp-outage-checks.ts'
import { openStore } from './gcp-service.ts'
import { checkSweeps } from './gcp-sweep-checks.ts'

/** The checks of gcp-in-lab.ts, run where the function runs: `node gcp-inside.ts PID SESSION-FOLDER PACKAGE-FOLDER`. */
const [pid = '', sessionFolder = '', folder = ''] = process.argv.slice(2)
const lab = {
  session: { pid: Number(pid), folder: sessionFolder },
  world: loadWorld(new Map()),
  rootFile: `${sessionFolder}/pki/root.pem`,
  inspectorRootFile: `${sessionFolder}/pki/inspector-root.pem`,
  clients: {},
}
await using metadata = await metadataServer()
const setting = { lab, folder, metadata, store: await openStore() }
const checks = new Checks()
for (const checkSome of [checkSweeps, checkFaults, checkEndings, checkOutages]) {
  await checkSome(checks, setting)
}
process.exitCode = checks.end()
