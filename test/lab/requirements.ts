import { existsSync } from 'node:fs'
import { PACKAGES } from './packages.ts'

const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin']

/** What keeps the lab from running here, and what to do about it; null when nothing does. */
export function whatIsMissing(): string | null {
  if (process.platform !== 'linux') return 'The lab needs Linux: it is made of network namespaces'
  if (process.getuid?.() !== 0) return 'The lab needs root: run it with sudo, or in a container'
  const missing = Object.entries(PACKAGES)
    .filter(([, program]) => !FOLDERS.some((folder) => existsSync(`${folder}/${program}`)))
    .map(([name]) => name)
  if (missing.length === 0) return null
  return `The lab needs Debian packages that are not installed: ${missing.join(', ')}
  apt-get install --no-install-recommends ${missing.join(' ')}
Their daemons need not run; the lab starts its own`
}
