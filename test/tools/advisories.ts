import { spawnSync } from 'node:child_process'
import process from 'node:process'

/*
 * Asks the registry for known advisories about what is in the lock (npm audit). Not every registry answers that: then
 * this says so, and fails nothing.
 */
interface Audit {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>
}

/** What keeps a change from being merged; less is told. */
const SEVERE = ['high', 'critical']

function audit(): Audit {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: 120_000 })
  try {
    return JSON.parse(stdout)
  } catch {
    return {}
  }
}

const { vulnerabilities } = audit()
if (vulnerabilities === undefined) {
  process.stdout.write('The registry in use answers no advisories: nothing was compared\n')
} else {
  const found = Object.entries(vulnerabilities)
  for (const [name, { severity }] of found) process.stdout.write(`${name}: ${severity}\n`)
  process.stdout.write(`${found.length} packages with advisories\n`)
  process.exitCode = found.some(([, { severity }]) => SEVERE.includes(severity)) ? 1 : 0
}
