import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type BenchName, TLS_PORT } from './names.ts'
import { FILES, writeRig } from './rig-files.ts'

export const BLACKBOX_PORT = 9115
/** How long a server may take to listen, in ms. */
const START_LIMIT = 10_000

/** The servers under way. They die with the rig's process namespace, and need no stopping. */
export interface Rig {
  readonly blackbox: number
}

/**
 * Builds the rig in `folder` and starts its servers. Only for a process in namespaces of its own: it brings the
 * loopback up and lays the rig's resolv.conf over the system's.
 */
export async function startRig(folder: string, names: readonly BenchName[]): Promise<Rig> {
  writeRig(folder, names)
  const file = (name: string) => join(folder, name)
  execFileSync('ip', ['link', 'set', 'lo', 'up'])
  execFileSync('mount', ['--bind', file(FILES.resolv), '/etc/resolv.conf'])
  await startServer(folder, 53, 'named', ['-c', file(FILES.named), '-f', '-n', '1'])
  await startServer(folder, TLS_PORT, 'nginx', ['-p', folder, '-c', file(FILES.nginx)])
  const exporter = await startServer(folder, BLACKBOX_PORT, 'prometheus-blackbox-exporter', [
    `--config.file=${file(FILES.blackbox)}`,
    `--web.listen-address=127.0.0.1:${BLACKBOX_PORT}`,
    '--log.level=error',
  ])
  return { blackbox: exporter }
}

async function startServer(
  folder: string,
  port: number,
  program: string,
  args: readonly string[],
): Promise<number> {
  const log = join(folder, `${program}.out`)
  const out = openSync(log, 'w')
  const server = spawn(program, args, { stdio: ['ignore', out, out] })
  closeSync(out)
  if (server.pid !== undefined && (await listens(port, server))) return server.pid
  throw new Error(`${program} did not start: ${readFileSync(log, 'utf8').trim()}`)
}

async function listens(port: number, server: ChildProcess): Promise<boolean> {
  const end = performance.now() + START_LIMIT
  while (performance.now() < end && server.exitCode === null) {
    if (await accepts(port)) return true
    await pause(50)
  }
  return false
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
