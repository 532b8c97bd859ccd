import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const ROOT = new URL('..', import.meta.url)

/** `perimeter 0.1.0 (commit 1ac5089)`; without the commit where this is no clone. */
export function versionText(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
  const commit = commitOf()
  return `perimeter ${version}${commit === null ? '' : ` (commit ${commit})`}\n`
}

/** Null where the program is installed in the clone of something else, whose commit would say nothing of it. */
function commitOf(): string | null {
  if (!existsSync(new URL('.git', ROOT))) return null
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    const args = ['rev-parse', '--short', 'HEAD']
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: [...stdio] }).trim()
  } catch {
    return null
  }
}
