import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** Program and the Debian package that brings it. */
const PROGRAMS = {
  unshare: 'util-linux',
  mount: 'mount',
  ip: 'iproute2',
  openssl: 'openssl',
  named: 'bind9',
  nginx: 'nginx',
  'prometheus-blackbox-exporter': 'prometheus-blackbox-exporter',
} as const

/**
 * A network, mounts and process numbers of its own: nothing can leave loopback, /etc/resolv.conf is replaced for
 * the rig only, and the kernel ends every process in it together with the first.
 */
export const ISOLATED = [
  ...['--net', '--mount', '--propagation', 'private'],
  ...['--pid', '--fork', '--kill-child', '--mount-proc'],
] as const

/** What this machine lacks for the bench, one sentence each; empty when it can run. */
export function missing(): readonly string[] {
  if (process.platform !== 'linux') return [`Linux is needed: this is ${process.platform}`]
  const absent = Object.entries(PROGRAMS)
    .filter(([program]) => !isInstalled(program))
    .map(([program, source]) => `${program} is not installed: it is in Debian's package ${source}`)
  if (absent.length > 0) return absent
  const trial = spawnSync('unshare', [...ISOLATED, 'true'], { encoding: 'utf8' })
  if (trial.status === 0) return []
  return [`Private namespaces are refused, run as root: ${trial.stderr.trim()}`]
}

/** Servers live in sbin, which a user's PATH often leaves out. */
export function addSbinToPath(): void {
  const { PATH = '' } = process.env
  Object.assign(process.env, { PATH: `${PATH}:/usr/local/sbin:/usr/sbin:/sbin` })
}

function isInstalled(program: string): boolean {
  const { PATH = '' } = process.env
  const folders = PATH.split(':').filter((folder) => folder !== '')
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
