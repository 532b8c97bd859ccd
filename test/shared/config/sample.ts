import { type Loaded, loadConfig } from '../../../shared/config/load.ts'
import { type Plan, plan } from '../../../shared/config/plan.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Loads a configuration given as text. */
export function load(text: string, env: Environment = {}): Loaded {
  return loadConfig(text, { file: 'perimeter.yaml', env })
}

/** The problems of a text, as `line:column key`. */
export function placesOf(text: string, env: Environment = {}): string[] {
  return load(text, env).problems.map((p) => `${p.line}:${p.column} ${p.key}`)
}

/** Loads and plans a text that must be right, with files given as text. */
export function planned(
  text: string,
  env: Environment = {},
  files: Readonly<Record<string, string>> = {},
): Plan {
  const { config, problems } = load(text, env)
  if (config === null) throw new Error(problems.map((p) => p.message).join('\n'))
  return plan(config, { env, readFile: fileReader(files) })
}

function fileReader(files: Readonly<Record<string, string>>): (path: string) => string {
  return (path) => {
    const text = files[path]
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    return text
  }
}
