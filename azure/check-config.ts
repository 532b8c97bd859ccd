import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { planningAt } from '../runtime/plan-file.ts'
import { problemText } from '../runtime/refused-config.ts'
import { loadSound } from '../shared/config/load-sound.ts'
import { plan } from '../shared/config/plan.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Problem } from '../shared/document/problem.ts'

/** Stands for every secret, which the machine that deploys does not have: problems that come of it are no mistakes. */
const SECRET = '@Microsoft.KeyVault(SecretUri=)'

/**
 * What is wrong with a configuration that is about to be deployed: everything that the app would refuse or leave out, but
 * for the values of its environment. `file` stands in `folder`.
 */
export function problemsBefore(text: string, file: string, folder: string): readonly Problem[] {
  const env: Environment = new Proxy({}, { get: () => SECRET, ownKeys: () => [] })
  const context = { folder, env: {} }
  const { disabled, problems } = loadSound(
    text,
    { file, env },
    (config) => plan(config, planningAt(context)).problems,
  )
  return [...problems, ...disabled.flatMap((entry) => entry.problems)].filter(
    ({ reference }) => reference === undefined,
  )
}

/**
 * `npm run check:azure`: checks what PERIMETER_CONFIG_FILE names, which counts from azure/infra, else perimeter.yaml.
 * Gives the exit status.
 */
export function checkNamed(env: Environment, complain: (text: string) => unknown): number {
  const { PERIMETER_CONFIG_FILE: named } = env
  const root = path.resolve(import.meta.dirname, '..')
  const file = named ? path.resolve(root, 'azure/infra', named) : path.join(root, 'perimeter.yaml')
  const text = readFileSync(file, 'utf8')
  // Files that the configuration names go into the package from azure/infra/files.
  const problems = problemsBefore(text, path.basename(file), path.join(root, 'azure/infra/files'))
  for (const problem of problems) complain(`${problemText(problem)}\n`)
  return problems.length === 0 ? 0 : 1
}

if (import.meta.main) {
  process.exitCode = checkNamed(process.env, (text) => process.stderr.write(text))
}
