import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Lab } from '../../lab/lab.ts'
import { mintLeaf, openMinted } from '../../lab/pki/mint.ts'
import { inside, type Session } from '../../lab/session.ts'
import { KEY, startAzurite } from '../../peers/azurite.ts'

/** The storage account of the results. */
export const ACCOUNT = 'stresults'

/** The CA of Microsoft in the lab, whose key lies there because servers issue by it for any name. */
export function authorityOf({ folder }: Session) {
  const file = path.join(folder, 'pki', 'issuer-microsoft')
  return { chainFile: `${file}.pem`, keyFile: `${file}.key` }
}

/** Azurite at the private endpoint, under its real name; a token is needed, as where shared keys are off. */
export async function startTables(lab: Lab): Promise<void> {
  const { chainFile, keyFile } = authorityOf(lab.session)
  const issuer = await openMinted(readFileSync(chainFile, 'utf8'), readFileSync(keyFile, 'utf8'))
  const host = addressOf(lab, 'tables-private')
  const leaf = await mintLeaf({ names: [`${ACCOUNT}.table.core.windows.net`, host], issuer })
  const folder = path.join(lab.session.folder, 'tables')
  mkdirSync(folder)
  const files = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') }
  writeFileSync(files.cert, leaf.chain)
  writeFileSync(files.key, leaf.keyPem)
  // Of a transaction it reads the account from the path only, so that the account stands there, too.
  const named = ['--disableProductStyleUrl']
  const secured = ['--oauth', 'basic', '--cert', files.cert, '--key', files.key]
  const within = inside(lab.session, 'pe')
  await startAzurite([...named, ...secured], { within, host, port: 443, account: ACCOUNT })
}

/** With a key, for whoever is not the app. */
export function connectionString(lab: Lab): string {
  const endpoint = `https://${addressOf(lab, 'tables-private')}/${ACCOUNT}`
  return `DefaultEndpointsProtocol=https;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=${endpoint}`
}

/** The first address of an endpoint of the lab. */
export function addressOf({ world }: Lab, endpoint: string): string {
  const address = world.endpoints.get(endpoint)?.at[0]
  if (address === undefined) throw new Error(`The lab has no endpoint ${endpoint}`)
  return address
}
