import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { freePort } from './free-port.ts'

/** One of Google's emulators, in Java, a process of its own on loopback. It is gone with `stop`. */
export interface Emulator {
  /** `127.0.0.1:PORT` */
  readonly host: string
  readonly stop: () => Promise<void>
}

export interface EmulatorKind {
  readonly name: string
  /** The variable that names its jar. */
  readonly variable: string
  /** Below the folder of gcloud, as a pattern. */
  readonly jar: string
  /** After the options of the virtual machine; `jar` is its file. */
  readonly args: (jar: string) => readonly string[]
}

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

/** What keeps an emulator from running here; null when nothing does. In CI it must run: throws there. */
export function whatIsMissing(kind: EmulatorKind): string | null {
  const missing = [
    jarOf(kind) === null &&
      `the ${kind.name} emulator (install it, or name its jar in ${kind.variable})`,
    java() === null && 'Java 17 or later',
  ].filter((name) => name !== false)
  if (missing.length === 0) return null
  const message = `Missing here: ${missing.join(', and ')}`
  if (process.env['CI']) throw new Error(message)
  return message
}

export async function startEmulator(kind: EmulatorKind): Promise<Emulator> {
  const port = await freePort()
  const child = spawn(
    java() ?? 'java',
    [
      ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx256m', '-Duser.language=en'],
      ...[...kind.args(jarOf(kind) ?? ''), '--host=127.0.0.1', `--port=${port}`],
    ],
    { stdio: 'ignore' },
  )
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const host = `127.0.0.1:${port}`
  await answering(kind, host, child)
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

async function answering({ name }: EmulatorKind, host: string, child: ChildProcess): Promise<void> {
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
  throw new Error(`The ${name} emulator does not answer at ${host}`)
}

function jarOf({ variable, jar }: EmulatorKind): string | null {
  const named = process.env[variable]
  if (named) return named
  return PLACES.flatMap((place) => globSync(path.join(place, jar)))[0] ?? null
}

function java(): string | null {
  const { JAVA_HOME, PATH = '' } = process.env
  const folders = [...(JAVA_HOME ? [path.join(JAVA_HOME, 'bin')] : []), ...PATH.split(':')]
  return folders.map((folder) => path.join(folder, 'java')).find((file) => existsSync(file)) ?? null
}
