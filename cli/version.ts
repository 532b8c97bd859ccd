import process from 'node:process'

/** What a packaged program says; nothing replaces the name where the sources run (cli/package.ts). */
declare const PERIMETER_VERSION: string | undefined

/** `perimeter 0.1.0 (commit 1ac5089)`; without the commit where this is no clone. */
export function versionText(): string {
  return typeof PERIMETER_VERSION === 'string' ? PERIMETER_VERSION : versionOfSources()
}

/** The same, read from the manifest and the clone that this file lies in. */
export function versionOfSources(): string {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const root = new URL('..', import.meta.url)
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const commit = commitOf(root)
  return `perimeter ${version}${commit === null ? '' : ` (commit ${commit})`}\n`
}

/**
 * Null where the program is installed in the clone of something else, whose commit would say nothing of it. Node’s
 * own modules are taken here and not imported: a packaged program says its version without any.
 */
function commitOf(root: URL): string | null {
  const { existsSync } = process.getBuiltinModule('node:fs')
  if (!existsSync(new URL('.git', root))) return null
  const { execFileSync } = process.getBuiltinModule('node:child_process')
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    const args = ['rev-parse', '--short', 'HEAD']
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: [...stdio] }).trim()
  } catch {
    return null
  }
}
