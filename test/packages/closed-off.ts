import { execFile } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

const INSIDE = path.join(import.meta.dirname, 'one-file-inside.ts')

/** Whether this process may make a network namespace. */
export const MAY_CLOSE_OFF = process.platform === 'linux' && process.getuid?.() === 0

/** Runs a program in a folder, in a network namespace that has loopback and no route out. What it wrote to stdout. */
export async function closedOff(command: readonly string[], cwd: string): Promise<string> {
  const up = ['--net', 'sh', '-ec', 'ip link set lo up; exec "$@"', 'sh']
  const options = { cwd, env: { PATH: process.env['PATH'] } }
  return (await promisify(execFile)('unshare', [...up, ...command], options)).stdout
}

/** The title of the page that a program serves there. */
export async function pageClosedOff(command: readonly string[], cwd: string): Promise<string> {
  return await closedOff([process.execPath, INSIDE, ...command], cwd)
}
