import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { packageGcp } from '../../gcp/package.ts'
import { startLab } from '../lab/lab.ts'
import { whatIsMissing } from '../lab/requirements.ts'
import { closeOrphans, closeSession, inside, openSession, type Session } from '../lab/session.ts'
import { run } from '../lab/shell.ts'
import { loadWorld } from '../lab/world/load.ts'
import * as emulator from '../peers/firestore-emulator.ts'
import { STORE } from './lab/gcp-network.ts'

/**
 * The Cloud Run function in a locked-down VPC: the package as it is deployed, started by the functions-framework,
 * inside the fault lab, with Google’s emulator of Firestore in another of its networks. Raises the lab, and hands
 * over to lab/gcp-inside.ts, which runs where the function runs. Last line `N passed, N failed`.
 */
const HERE = path.join(import.meta.dirname, 'lab')

/** The package in a folder of its own, with what it depends on. */
async function installedPackage(session: Session): Promise<string> {
  const folder = path.join(session.folder, 'package')
  await packageGcp({ outDir: folder })
  const npm = ['ci', '--prefix', folder, '--omit=dev', '--ignore-scripts', '--prefer-offline']
  await run('npm', [...npm, '--no-audit', '--no-fund'], {
    env: { HOME: process.env['HOME'] ?? '/' },
    timeout: 120_000,
  })
  return folder
}

/** Starts the emulator beside the private endpoints. It ends with the session. */
async function startFirestore(session: Session): Promise<void> {
  const program = [process.execPath, path.join(HERE, 'firestore.ts'), STORE.address]
  const [command = '', ...args] = [...inside(session, 'pe'), ...program, String(STORE.port)]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const ended = once(child, 'exit').then(() => {
    throw new Error('The emulator of Firestore did not start')
  })
  await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {})
}

/** Runs the checks where the function runs: their exit status. */
async function checksInside(session: Session, packageFolder: string): Promise<number> {
  const program = [process.execPath, path.join(HERE, 'gcp-inside.ts')]
  const [command = '', ...args] = [...inside(session, 'vnet'), ...program]
  const given = [String(session.pid), session.folder, packageFolder]
  const child = spawn(command, [...args, ...given], { stdio: ['ignore', 'inherit', 'inherit'] })
  const [status] = (await once(child, 'exit')) as [number | null]
  return status ?? 1
}

async function main(): Promise<number> {
  const missing = whatIsMissing() ?? emulator.whatIsMissing()
  if (missing !== null) {
    process.stderr.write(`gcp-in-lab: ${missing}\n`)
    return 2
  }
  await closeOrphans()
  const session = openSession(process.pid)
  try {
    const [packageFolder] = await Promise.all([
      installedPackage(session),
      startLab(session, loadWorld(new Map())).then(() => startFirestore(session)),
    ])
    return await checksInside(session, packageFolder)
  } finally {
    await closeSession(session.pid)
  }
}

process.exit(await main())
