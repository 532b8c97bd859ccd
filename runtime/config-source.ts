import { existsSync } from 'node:fs'
import path from 'node:path'
import { type ConfigContext, readConfigFile, refusedFile } from './plan-file.ts'

/** The text of a configuration, and where it stands. */
export interface ConfigSource {
  readonly text: string
  /** What problems call it: a file, or the environment variable that holds the text. */
  readonly file: string
  /** Where the file names in it count from. */
  readonly folder: string
}

/** The whole configuration as text, YAML or JSON. */
const TEXT = 'PERIMETER_CONFIG_YAML'

/** A path: of a file in the package, or of a mounted secret. */
const PATH = 'PERIMETER_CONFIG'

/** The file of a package that brings its own. */
const FILE = 'perimeter.yaml'

/**
 * The configuration of a deployed function, whose package is built once and for many places: the text in
 * PERIMETER_CONFIG_YAML, else the file that PERIMETER_CONFIG names, else perimeter.yaml in `folder`, the package.
 * A variable that is empty counts as not set. Throws RefusedConfigError when there is none, or when both variables are set.
 */
export function configSource(env: ConfigContext['env'], folder: string): ConfigSource {
  const text = env[TEXT]
  const named = env[PATH]
  if (text && named) {
    throw refusedFile(TEXT, `${TEXT} and ${PATH} are both set`, 'Unset the one that is not meant')
  }
  if (text) return { text, file: TEXT, folder }
  if (named) return fromFile(path.resolve(folder, named), `check the path in ${PATH}`)
  const own = path.join(folder, FILE)
  if (existsSync(own)) return fromFile(own, 'make it readable')
  throw refusedFile(
    FILE,
    `There is no configuration: neither ${TEXT} nor ${PATH} is set, and the package has no ${FILE}`,
    `Set ${TEXT} to its text, or ${PATH} to its path (docs/configuration.md)`,
  )
}

function fromFile(file: string, remedy: string): ConfigSource {
  const text = readConfigFile(file, file, remedy)
  return { text, file: path.basename(file), folder: path.dirname(file) }
}
