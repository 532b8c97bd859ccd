import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'

/** Google's emulator of Firestore, a process of its own on loopback. It is gone with `stop`. */
export interface Emulator {
  /** `127.0.0.1:PORT`, as FIRESTORE_EMULATOR_HOST wants it. */
  readonly host: string
  readonly stop: () => Promise<void>
}

const JAR = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar'
const MAIN = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'

/** Where gcloud is installed: by Debian's package, by the RPM and by snap, by its archive. */
const PLACES = [
  '/usr/lib/google-cloud-sdk',
  '/usr/share/google-cloud-sdk',
  '/usr/lib64/google-cloud-sdk',
  '/opt/google-cloud-sdk',
  '/snap/google-cloud-cli/current',
  path.join(process.env['HOME'] ?? '/', 'google-cloud-sdk'),
]

/** Starts in some 2 s here; a loaded machine may take ten times that. In ms. */
const START = 45_000

/** What keeps the emulator from running here; null when nothing does. In CI it must run: throws there. */
export function whatIsMissing(): string | null {
  const missing = [
    jar() === null &&
      `the Firestore emulator (install it, or name its jar in PERIMETER_FIRESTORE_JAR)`,
    java() === null && 'Java 17 or later',
  ].filter((name) => name !== false)
  if (missing.length === 0) return null
  const message = `Missing here: ${missing.join(', and ')}`
  if (process.env['CI']) throw new Error(message)
  return message
}

export async function startEmulator(): Promise<Emulator> {
  const port = await freePort()
  const child = spawn(
    java() ?? 'java',
    [
      ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx256m', '-Duser.language=en'],
      ...['-cp', jar() ?? '', MAIN, '--host=127.0.0.1', `--port=${port}`],
    ],
    { stdio: 'ignore' },
  )
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const host = `127.0.0.1:${port}`
  await answering(host, child)
  return {
    host,
    async stop() {
      process.off('exit', end)
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    },
  }
}

async function answering(host: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + START
  while (performance.now() < end && child.exitCode === null) {
    try {
      const { body, statusCode } = await request(`http://${host}/`, {
        signal: AbortSignal.timeout(1000),
      })
      await body.dump()
      if (statusCode === 200) return
    } catch {
      await pause(100)
    }
  }
  child.kill('SIGKILL')
  throw new Error(`The Firestore emulator does not answer at ${host}`)
}

function jar(): string | null {
  const named = process.env['PERIMETER_FIRESTORE_JAR']
  if (named) return named
  return PLACES.map((place) => path.join(place, JAR)).find((file) => existsSync(file)) ?? null
}

function java(): string | null {
  const { JAVA_HOME, PATH = '' } = process.env
  const folders = [...(JAVA_HOME ? [path.join(JAVA_HOME, 'bin')] : []), ...PATH.split(':')]
  return folders.map((folder) => path.join(folder, 'java')).find((file) => existsSync(file)) ?? null
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
